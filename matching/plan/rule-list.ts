// The rules of an event one by one, each with what takes it away and what loosens it.
import type { MatchingEvent, MatchingInput, MatchingRules, Pair, RuleRef } from '../model.js';
import { notMetMonths } from '../rules.js';

/** A rule: the input without it, and with it loosened to each number of `steps` (null: without it). */
export interface Rule {
  ref: RuleRef;
  drop(asked: MatchingInput): MatchingInput;
  steps: readonly (number | null)[];
  set(asked: MatchingInput, to: number): MatchingInput;
}

/** Numbers to loosen a limit to, the least change first. */
const up = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + 1 + i);
const down = (from: number) => Array.from({ length: from }, (_, i) => from - 1 - i);

const down100 = (from: number) => down(Math.ceil(from * 100)).map((hundredths) => hundredths / 100);

const withEvent = (asked: MatchingInput, change: Partial<MatchingEvent>): MatchingInput => ({
  ...asked,
  event: { ...asked.event, ...change },
});
const withRules = (asked: MatchingInput, rules: MatchingRules): MatchingInput =>
  withEvent(asked, { rules: { ...asked.event.rules, ...rules } });

export function rulesOf({ event, provinces, partners, previous }: MatchingInput): Rule[] {
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
        withRules(own, { [key]: { ...own.event.rules[key], [region]: to } }),
      ),
    );
  const isPair = (pair: Pair) => (other: Pair) => other.province === pair.province && other.partner === pair.partner;
  const without = (list: readonly Pair[] = [], pair: Pair) => list.filter((other) => !isPair(pair)(other));

  return [
    limit('seats', seats, up(seats, n), (own, to) => withEvent(own, { seats: to })),
    ...perRegion('region-min', 'perRegionMin', down),
    ...perRegion('region-max', 'perRegionMax', (from) => up(from, n)),
    ...(rules.pinProvinces ?? []).map((province) =>
      whole({ code: 'pin-province', params: { province } }, (own) =>
        withRules(own, { pinProvinces: own.event.rules.pinProvinces?.filter((other) => other !== province) ?? [] }),
      ),
    ),
    ...(rules.pinPairs ?? []).map((pair) =>
      whole({ code: 'pin-pair', params: { ...pair } }, (own) =>
        withRules(own, { pinPairs: without(own.event.rules.pinPairs, pair) }),
      ),
    ),
    ...(rules.forbidProvinces ?? []).map((province) =>
      whole({ code: 'forbid-province', params: { province } }, (own) =>
        withRules(own, {
          forbidProvinces: own.event.rules.forbidProvinces?.filter((other) => other !== province) ?? [],
        }),
      ),
    ),
    ...(rules.absentProvinces ?? []).map(
      (province): Rule => ({
        // It may be part of a conflict, but nobody can be made to come: there is nothing to loosen.
        ...whole({ code: 'absent-province', params: { province } }, (own) =>
          withRules(own, {
            absentProvinces: own.event.rules.absentProvinces?.filter((other) => other !== province) ?? [],
          }),
        ),
        steps: [],
      }),
    ),
    ...(rules.forbidPairs ?? []).map((pair) =>
      whole({ code: 'forbid-pair', params: { ...pair } }, (own) =>
        withRules(own, { forbidPairs: without(own.event.rules.forbidPairs, pair) }),
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
    ...(rules.minNotMet
      ? [
          number(
            {
              code: 'min-not-met',
              params: { limit: rules.minNotMet.provinces, months: rules.minNotMet.months ?? notMetMonths },
            },
            down(rules.minNotMet.provinces),
            (own, to) => withRules(own, { minNotMet: { ...own.event.rules.minNotMet, provinces: to } }),
          ),
        ]
      : []),
    ...(typeof rules.threshold === 'number'
      ? [limit('threshold', rules.threshold, down100(rules.threshold), (own, to) => withRules(own, { threshold: to }))]
      : []),
    ...(previous && previous.atMost !== null
      ? [
          limit(
            'at-most',
            previous.atMost,
            up(previous.atMost, previous.invited.length + previous.pairs.length),
            (own, to) => (own.previous ? { ...own, previous: { ...own.previous, atMost: to } } : own),
          ),
        ]
      : []),
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
          limit('slots', slots, up(slots, n * m), (own, to) => withEvent(own, { slots: to })),
          // Said in meetings: tables × slots.
          number(
            { code: 'tables', params: { limit: tables * slots } },
            up(tables, n * m).map((count) => count * slots),
            (own, to) => withEvent(own, { tables: Math.ceil(to / slots) }),
          ),
        ]
      : []),
  ];
}
