// When no list keeps all rules: the smallest set of rules that contradicts itself, and changes that resolve it.
import type { Highs } from 'highs';
import type { Infeasible, MatchingEvent, MatchingInput, MatchingRules, Pair, RuleRef } from '../model.js';
import { limits as limitsOf } from '../rules.js';
import { inviter } from './invite.js';
import type { Table } from './table.js';

/** A rule of the event: the event without it, and with it loosened to each number of `steps` (null: without it). */
interface Rule {
  ref: RuleRef;
  drop(event: MatchingEvent): MatchingEvent;
  steps: readonly (number | null)[];
  set(event: MatchingEvent, to: number): MatchingEvent;
}
type Kept = (kept: readonly Rule[]) => boolean;

/** Call when no list was found. With all of the relaxation a list exists: that has been tried. */
export function conflict(input: MatchingInput, table: Table, highs: Highs): Infeasible {
  const feasible = (event: MatchingEvent) => {
    const limits = limitsOf({ ...input, event });
    return inviter(table.under(limits), limits, highs).ask() !== null;
  };
  const rules = rulesOf(input);
  const onlyKeeping =
    (event: MatchingEvent): Kept =>
    (kept) =>
      feasible(rules.filter((rule) => !kept.includes(rule)).reduce((left, rule) => rule.drop(left), event));

  const core = smallest(irreducible(rules, onlyKeeping(input.event)), rules, onlyKeeping(input.event));
  const relaxed = new Map<Rule, number | null>();
  let event = input.event;
  for (let left = core; !feasible(event); left = irreducible(rules, onlyKeeping(event))) {
    const now = event;
    const resolves = (changed: MatchingEvent) => onlyKeeping(changed)(left);
    const step =
      firstOf(left, (rule) => loosen(rule, now, feasible)) ?? firstOf(left, (rule) => loosen(rule, now, resolves));
    if (!step) throw new Error('no rule of the conflict can be loosened');
    relaxed.set(step.rule, step.to);
    event = step.event;
  }
  return {
    conflict: core.map(({ ref }) => ref),
    relaxation: [...relaxed].map(([{ ref }, to]) => ({ ...ref, to })),
  };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}

/** The least step of a rule that is enough; each step allows whatever the ones before it do. */
function loosen(rule: Rule, event: MatchingEvent, enough: (event: MatchingEvent) => boolean) {
  const at = (step: number) => {
    const to = rule.steps[step] as number | null;
    return { rule, to, event: to === null ? rule.drop(event) : rule.set(event, to) };
  };
  let low = 0;
  let high = rule.steps.length - 1;
  if (high < 0 || !enough(at(high).event)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(at(middle).event)) high = middle;
    else low = middle + 1;
  }
  return at(low);
}

/** Numbers to loosen a limit to, the least change first. */
const up = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + 1 + i);
const down = (from: number) => Array.from({ length: from }, (_, i) => from - 1 - i);

const withRules = (event: MatchingEvent, rules: MatchingRules): MatchingEvent => ({
  ...event,
  rules: { ...event.rules, ...rules },
});

function rulesOf({ event, provinces, partners }: MatchingInput): Rule[] {
  const { rules, seats, slots, tables } = event;
  const n = provinces.length;
  const m = partners.length;
  /** A number that is loosened up to the last of its steps, where it no longer limits anything. */
  const number = (ref: RuleRef, steps: readonly number[], set: Rule['set']): Rule => ({
    ref,
    steps,
    set,
    drop: (own) => set(own, steps.at(-1) ?? Number(ref.params.limit)),
  });
  const whole = (ref: RuleRef, drop: Rule['drop']): Rule => ({ ref, steps: [null], set: drop, drop });
  const limit = (code: RuleRef['code'], from: number, steps: readonly number[], set: Rule['set']) =>
    number({ code, params: { limit: from } }, steps, set);
  const perRegion = (
    code: 'region-min' | 'region-max',
    key: 'perRegionMin' | 'perRegionMax',
    steps: (from: number) => number[],
  ) =>
    Object.entries(rules[key] ?? {}).map(([region, from]) =>
      number({ code, params: { region, limit: from } }, steps(from), (own, to) =>
        withRules(own, { [key]: { ...own.rules[key], [region]: to } }),
      ),
    );
  const isPair = (pair: Pair) => (other: Pair) => other.province === pair.province && other.partner === pair.partner;
  const without = (list: readonly Pair[] = [], pair: Pair) => list.filter((other) => !isPair(pair)(other));

  return [
    limit('seats', seats, up(seats, n), (own, to) => ({ ...own, seats: to })),
    ...perRegion('region-min', 'perRegionMin', down),
    ...perRegion('region-max', 'perRegionMax', (from) => up(from, n)),
    ...(rules.pinProvinces ?? []).map((province) =>
      whole({ code: 'pin-province', params: { province } }, (own) =>
        withRules(own, { pinProvinces: own.rules.pinProvinces?.filter((other) => other !== province) ?? [] }),
      ),
    ),
    ...(rules.pinPairs ?? []).map((pair) =>
      whole({ code: 'pin-pair', params: { ...pair } }, (own) =>
        withRules(own, { pinPairs: without(own.rules.pinPairs, pair) }),
      ),
    ),
    ...(rules.forbidProvinces ?? []).map((province) =>
      whole({ code: 'forbid-province', params: { province } }, (own) =>
        withRules(own, { forbidProvinces: own.rules.forbidProvinces?.filter((other) => other !== province) ?? [] }),
      ),
    ),
    ...(rules.forbidPairs ?? []).map((pair) =>
      whole({ code: 'forbid-pair', params: { ...pair } }, (own) =>
        withRules(own, { forbidPairs: without(own.rules.forbidPairs, pair) }),
      ),
    ),
    ...((rules.metRecentlyMonths ?? 0) > 0
      ? [
          whole({ code: 'met-recently', params: { months: rules.metRecentlyMonths ?? 0 } }, (own) =>
            withRules(own, { metRecentlyMonths: 0 }),
          ),
        ]
      : []),
    limit('min-meetings', rules.k ?? 1, down(rules.k ?? 1), (own, to) => withRules(own, { k: to })),
    ...(rules.maxMeetingsPartner === undefined
      ? []
      : [
          limit('max-meetings-partner', rules.maxMeetingsPartner, up(rules.maxMeetingsPartner, n), (own, to) =>
            withRules(own, { maxMeetingsPartner: to }),
          ),
        ]),
    ...(rules.maxMeetingsProvince === undefined
      ? []
      : [
          limit('max-meetings-province', rules.maxMeetingsProvince, up(rules.maxMeetingsProvince, m), (own, to) =>
            withRules(own, { maxMeetingsProvince: to }),
          ),
        ]),
    ...(slots > 0
      ? [
          limit('slots', slots, up(slots, n * m), (own, to) => ({ ...own, slots: to })),
          // Said in meetings: tables × slots.
          number(
            { code: 'tables', params: { limit: tables * slots } },
            up(tables, n * m).map((count) => count * slots),
            (own, to) => ({ ...own, tables: Math.ceil(to / slots) }),
          ),
        ]
      : []),
  ];
}

/** Drops rules one by one as long as the rest still contradicts itself. */
function irreducible(rules: readonly Rule[], feasible: Kept): Rule[] {
  let kept = [...rules];
  for (const rule of rules) {
    const rest = kept.filter((other) => other !== rule);
    if (!feasible(rest)) kept = rest;
  }
  return kept;
}

const effort = 2_000;

/** An irreducible set need not be the smallest one: tries all smaller sets, as many as `effort` allows. */
function smallest(core: Rule[], rules: readonly Rule[], feasible: Kept): Rule[] {
  let tries = 0;
  for (let size = 1; size < core.length; size++) {
    for (const set of subsets(rules, size)) {
      if (tries++ >= effort) return core;
      if (!feasible(set)) return set;
    }
  }
  return core;
}

function* subsets<T>(items: readonly T[], size: number, start = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = start; i + size <= items.length; i++) {
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i] as T, ...rest];
  }
}
