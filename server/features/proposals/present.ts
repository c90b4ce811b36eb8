// A kept proposal → its document on the wire, with every code also said in the reader's language.
import type { Infeasible, MatchingInput, Part, Plan } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import { Slices } from '../../slices.js';
import type { ProposalRecord } from '../../store/event-records.js';
import type { Locale } from '../../store/records.js';
import type { Names } from '../reference/naming.js';
import { difference } from './edits/diff.js';
import { presentDifference } from './edits/present.js';
import type { EditRequest } from './edits/schema.js';
import type { Job } from './jobs.js';
import { placeOf } from './places.js';
import { type Sentences, sentences } from './sentences.js';

function head(proposal: ProposalRecord) {
  const { inputs: _, document: __, edit = null, ...kept } = proposal;
  return { ...kept, edit };
}

export const presentJob = ({ id, event, progress }: Job) => ({ id, event, status: 'computing' as const, progress });

export const presentSummary = (proposal: ProposalRecord) => ({
  ...head(proposal),
  asOf: proposal.document.asOf,
  invited: proposal.document.provinces.filter(({ invited }) => invited).map(({ province }) => province),
});

/** A plan of many meetings has thousands of sentences: others get their turn in between. */
const slices = new Slices();

/** `parent`: the proposal it was edited from, if any. */
export async function presentProposal(
  proposal: ProposalRecord,
  parent: ProposalRecord | null,
  names: Names,
  locale: Locale,
) {
  const { event: _, changes = null, ...document } = proposal.document;
  return {
    ...head(proposal),
    ...(await presentPlan(document, sentences(names, proposal.inputs, locale))),
    changes,
    diff: parent && presentDifference(difference(parent, proposal), names, locale),
  };
}

export async function presentPlan<P extends Plan>(plan: P, say: Sentences) {
  const withText = <R extends { province: string; parts: Part[]; need: string | null; offer: string | null }>(
    row: R,
  ) => ({
    ...row,
    parts: row.parts.map((part) => ({ ...part, text: say.part(part, row) })),
  });
  const { provinces, pairs, equity, warnings, ...rest } = plan;
  return {
    ...rest,
    provinces: await slices.map(provinces, (row) => ({
      ...withText(row),
      whyNot: row.whyNot && {
        ...row.whyNot,
        text: say.whyNot(row),
        wouldEnterIf: row.whyNot.wouldEnterIf.map((change) => ({ ...change, text: say.change(change) })),
      },
    })),
    pairs: await slices.map(pairs, withText),
    equity: {
      ...equity,
      // The first versions had neither.
      threshold: equity.threshold ?? null,
      prices: (equity.prices ?? []).map((price) => ({ ...price, text: say.price(price) })),
    },
    warnings: warnings.map((warning) => ({ ...warning, text: say.warning(warning) })),
  };
}

/** The conflict as a failure: each of its rules an issue, and the relaxation that works, in words and as data. */
export function infeasible(
  { conflict, relaxation, inputs, edit }: Infeasible & { inputs: MatchingInput; edit: EditRequest | null },
  say: Sentences,
): Failure {
  const place = placeOf(inputs.event.rules, edit);
  return new Failure(
    'proposal.infeasible',
    { conflict: conflict.map(say.rule).join('; '), relaxation: relaxation.map(say.relaxation).join('; ') },
    conflict.map((rule) => ({
      pointer: place(rule),
      code: 'proposal.rule-in-conflict',
      params: { rule: say.rule(rule) },
    })),
    {
      conflict: conflict.map((rule) => ({ pointer: place(rule), ...rule, text: say.rule(rule) })),
      relaxation: relaxation.map((rule) => ({ pointer: place(rule), ...rule, text: say.relaxation(rule) })),
    },
  );
}
