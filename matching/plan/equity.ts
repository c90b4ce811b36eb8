// Who is heard: the balance of the regions, those not met for long, the meetings everyone gets, and what each rule costs.
import type { Highs } from 'highs';
import type { MatchingInput, Plan, PriceEffect, RulePrice } from '../model.js';
import { type Limits, limits as limitsOf, tookPart } from '../rules.js';
import type { PriceCode } from '../vocabulary.js';
import { type Invitation, inviter, scale, whole } from './invite.js';
import { type PairingResult, pairing } from './pairing.js';
import { rulesOf } from './rule-list.js';
import { type Row, type Table, worth } from './table.js';

interface Planned {
  input: MatchingInput;
  table: Table;
  limits: Limits;
  best: Invitation;
  paired: PairingResult;
}

export function equity(plan: Planned, highs: Highs, goOn: () => boolean): Plan['equity'] {
  const { input, table, limits, best, paired } = plan;
  const invited = new Set(best.invited);
  const regions = [...new Set(table.rows.map(({ province }) => province.region))].sort();
  return {
    regions: regions.map((region) => {
      const members = table.rows.flatMap((row, i) => (row.province.region === region ? [i] : []));
      return { region, provinces: members.length, invited: members.filter((i) => invited.has(i)).length };
    }),
    notMetIn24Months: best.invited.flatMap((i) => {
      const { province } = table.rows[i] as Row;
      return tookPart(input.history, province.id, input.asOf, 24) ? [] : [province.id];
    }),
    threshold: reached(paired, limits),
    prices: goOn() ? prices(plan, highs) : [],
  };
}

/** The `k`-th best meeting of whoever's is least. */
function reached({ pairs }: PairingResult, { minMeetings }: Limits): number | null {
  const scores = new Map<string, number[]>();
  for (const { province, score } of pairs) scores.set(province, [...(scores.get(province) ?? []), score]);
  const kth = [...scores.values()].flatMap((own) => own.sort((a, b) => b - a)[minMeetings - 1] ?? []);
  return kth.length > 0 ? Math.min(...kth) : null;
}

/** What is measured: the match of the list and of the meetings, in ten-thousandths, and who is invited. */
interface Measure {
  list: number;
  meetings: number;
  invited: ReadonlySet<string>;
}

function measure({ rows }: Table, { invited }: Invitation, paired: PairingResult): Measure {
  return {
    list: invited.reduce((sum, i) => sum + whole(worth({ ...(rows[i] as Row), waiting: null }).score), 0),
    meetings: whole(paired.value),
    invited: new Set(invited.map((i) => rows[i]?.province.id ?? '')),
  };
}

function prices({ input, table, best, paired }: Planned, highs: Highs): RulePrice[] {
  const present = measure(table, best, paired);
  const solved = (asked: MatchingInput, given = table): Measure | null => {
    const limits = limitsOf(asked);
    const own = given.under(limits);
    const list = inviter(own, limits, highs).ask();
    return list && measure(own, list, pairing(own, list.invited, limits, highs));
  };
  const { event } = input;
  const { rules, seats } = event;
  const k = rules.k ?? 1;
  const withRules = (changed: typeof rules): MatchingInput => ({
    ...input,
    event: { ...event, rules: { ...rules, ...changed } },
  });
  const { previous: _, ...free } = input;
  const { threshold: __, ...anyMeeting } = rules;
  const rule = (code: PriceCode, params: RulePrice['params'], without: Measure | null) =>
    effect(code, params, without, present);
  const step = (code: PriceCode, params: RulePrice['params'], asked: MatchingInput) =>
    effect(code, params, present, solved(asked));
  const isLimit = ({ code }: { code: PriceCode }) => code === 'seats' || code === 'slots' || code === 'tables';
  return [
    ...rulesOf(input)
      .filter(({ ref }) => !isLimit(ref) && !(ref.code === 'min-meetings' && k <= 1))
      .map(({ ref, drop }) => rule(ref.code, ref.params, solved(drop(input)))),
    ...((rules.waitingBoost ?? 0) > 0 ? [rule('waiting', {}, solved(input, unhurried(table)))] : []),
    ...(rules.threshold === 'highest'
      ? [rule('highest-threshold', {}, solved({ ...input, event: { ...event, rules: anyMeeting } }))]
      : []),
    ...(input.previous?.atMost === null ? [rule('fewest-changes', {}, solved(free))] : []),
    step('one-more-seat', { seats: seats + 1 }, { ...input, event: { ...event, seats: seats + 1 } }),
    ...(seats > 1
      ? [step('one-seat-less', { seats: seats - 1 }, { ...input, event: { ...event, seats: seats - 1 } })]
      : []),
    step('one-more-meeting', { limit: k + 1 }, withRules({ k: k + 1 })),
  ];
}

/** The same scores without the points for waiting. */
const unhurried = (table: Table): Table => ({
  ...table,
  rows: table.rows.map((row) => ({ ...row, waiting: null })),
  under: (limits) => unhurried(table.under(limits)),
});

function effect(code: PriceCode, params: RulePrice['params'], from: Measure | null, to: Measure | null): RulePrice {
  if (!from || !to) return { code, params, inviteList: null, pairing: null, enters: [], leaves: [] };
  const missing = (some: Measure, others: Measure) => [...some.invited].filter((id) => !others.invited.has(id)).sort();
  return {
    code,
    params,
    inviteList: change(from.list, to.list),
    pairing: change(from.meetings, to.meetings),
    enters: missing(to, from),
    leaves: missing(from, to),
  };
}

function change(from: number, to: number): PriceEffect {
  const percent = from === 0 ? null : Math.round(((to - from) / from) * 10_000) / 100;
  return { change: (to - from) / scale, percent: percent === 0 ? 0 : percent };
}
