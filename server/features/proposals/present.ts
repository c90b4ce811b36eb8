// A kept proposal → its document on the wire, with every code also said in the reader's language.
import type { Infeasible, MatchingInput, MatchingRules, Pair, Part, Plan, RuleRef } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import type { ProposalRecord } from '../../store/event-records.js';
import type { Locale } from '../../store/records.js';
import type { Names } from '../reference/naming.js';
import type { Job } from './jobs.js';
import { type Sentences, sentences } from './sentences.js';

function head(proposal: ProposalRecord) {
  const { inputs: _, document: __, ...kept } = proposal;
  return kept;
}

export const presentJob = ({ id, event, progress }: Job) => ({ id, event, status: 'computing' as const, progress });

export const presentSummary = (proposal: ProposalRecord) => ({
  ...head(proposal),
  asOf: proposal.document.asOf,
  invited: proposal.document.provinces.filter(({ invited }) => invited).map(({ province }) => province),
});

export function presentProposal(proposal: ProposalRecord, names: Names, locale: Locale) {
  const { event: _, ...document } = proposal.document;
  return { ...head(proposal), ...presentPlan(document, sentences(names, proposal.inputs, locale)) };
}

export function presentPlan<P extends Plan>(plan: P, say: Sentences) {
  const withText = <R extends { province: string; parts: Part[]; need: string | null; offer: string | null }>(
    row: R,
  ) => ({
    ...row,
    parts: row.parts.map((part) => ({ ...part, text: say.part(part, row) })),
  });
  const { provinces, pairs, warnings, ...rest } = plan;
  return {
    ...rest,
    provinces: provinces.map((row) => ({
      ...withText(row),
      whyNot: row.whyNot && {
        ...row.whyNot,
        text: say.whyNot(row),
        wouldEnterIf: row.whyNot.wouldEnterIf.map((change) => ({ ...change, text: say.change(change) })),
      },
    })),
    pairs: pairs.map(withText),
    warnings: warnings.map((warning) => ({ ...warning, text: say.warning(warning) })),
  };
}

const pointers: Readonly<Record<RuleRef['code'], string>> = {
  seats: '/seats',
  tables: '/tables',
  slots: '/slots',
  'region-min': '/rules/perRegionMin',
  'region-max': '/rules/perRegionMax',
  'pin-province': '/rules/pinProvinces',
  'forbid-province': '/rules/forbidProvinces',
  'pin-pair': '/rules/pinPairs',
  'forbid-pair': '/rules/forbidPairs',
  'met-recently': '/rules/metRecentlyMonths',
  'min-meetings': '/rules/k',
  'max-meetings-province': '/rules/maxMeetingsProvince',
  'max-meetings-partner': '/rules/maxMeetingsPartner',
  'min-not-met': '/rules/minNotMet',
  threshold: '/rules/threshold',
  'at-most': '/atMost',
};

/** Where a rule of a conflict stands in the rules that were asked for: the very item, where it is one of a list. */
function placeOf({ code, params }: RuleRef, { pinProvinces, forbidProvinces, pinPairs, forbidPairs }: MatchingRules) {
  const one = (list: readonly string[] = []) => list.indexOf(String(params.province));
  const pair = (list: readonly Pair[] = []) =>
    list.findIndex(({ province, partner }) => province === params.province && partner === params.partner);
  const items: Partial<Record<RuleRef['code'], string | number>> = {
    'region-min': params.region ?? '',
    'region-max': params.region ?? '',
    'pin-province': one(pinProvinces),
    'forbid-province': one(forbidProvinces),
    'pin-pair': pair(pinPairs),
    'forbid-pair': pair(forbidPairs),
  };
  const item = items[code];
  return item === undefined ? pointers[code] : `${pointers[code]}/${item}`;
}

/** The conflict as a failure: each of its rules an issue, and the relaxation that works. */
export function infeasible(
  { conflict, relaxation, inputs }: Infeasible & { inputs: MatchingInput },
  say: Sentences,
): Failure {
  return new Failure(
    'proposal.infeasible',
    { conflict: conflict.map(say.rule).join('; '), relaxation: relaxation.map(say.relaxation).join('; ') },
    conflict.map((rule) => ({
      pointer: placeOf(rule, inputs.event.rules),
      code: 'proposal.rule-in-conflict',
      params: { rule: say.rule(rule) },
    })),
  );
}
