// When no list keeps all rules: the smallest set of rules that contradicts itself, and changes that resolve it.
import type { Highs } from 'highs';
import type { Infeasible, MatchingInput, RuleRef } from '../model.js';
import { type Limits, pairKey } from '../rules.js';
import { invite } from './invite.js';
import type { Table } from './table.js';

/** A rule that can be dropped, and the steps by which it can be loosened: each gives new limits and the new number. */
interface Rule {
  ref: RuleRef;
  drop(limits: Limits): Limits;
  loosen: { to: number | null; apply(limits: Limits): Limits }[];
}

const without = <T>(set: ReadonlySet<T>, item: T) => new Set([...set].filter((other) => other !== item));
const setIn = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V) => new Map([...map, [key, value]]);
const upTo = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + 1 + i);

function rulesIn(input: MatchingInput, limits: Limits, refusedRecently: boolean): Rule[] {
  const { rules, slots, tables } = input.event;
  const n = input.provinces.length;
  const whole = (ref: RuleRef, drop: Rule['drop']): Rule => ({ ref, drop, loosen: [{ to: null, apply: drop }] });
  const stepped = (
    ref: RuleRef,
    drop: Rule['drop'],
    steps: number[],
    set: (l: Limits, to: number) => Limits,
  ): Rule => ({
    ref,
    drop,
    loosen: steps.map((to) => ({ to, apply: (l) => set(l, to) })),
  });
  const number = (
    code: RuleRef['code'],
    key: 'seats' | 'minMeetings' | 'perProvince' | 'perPartner' | 'meetings',
    free: number,
    steps: number[],
  ) =>
    stepped(
      { code, params: { limit: limits[key] } },
      (l) => ({ ...l, [key]: free }),
      steps,
      (l, to) => ({ ...l, [key]: to }),
    );

  const found: Rule[] = [number('seats', 'seats', n, upTo(limits.seats, n))];
  for (const [region, least] of limits.regionMin) {
    const set = (l: Limits, to: number): Limits => ({ ...l, regionMin: setIn(l.regionMin, region, to) });
    found.push(
      stepped(
        { code: 'region-min', params: { region, limit: least } },
        (l) => set(l, 0),
        upTo(-1, least - 1).reverse(),
        set,
      ),
    );
  }
  for (const [region, most] of limits.regionMax) {
    const set = (l: Limits, to: number): Limits => ({ ...l, regionMax: setIn(l.regionMax, region, to) });
    found.push(stepped({ code: 'region-max', params: { region, limit: most } }, (l) => set(l, n), upTo(most, n), set));
  }
  const pairOwners = new Set((rules.pinPairs ?? []).map(({ province }) => province));
  for (const province of rules.pinProvinces ?? []) {
    found.push(
      whole({ code: 'pin-province', params: { province } }, (l) =>
        pairOwners.has(province) ? l : { ...l, pinned: without(l.pinned, province) },
      ),
    );
  }
  for (const { province, partner } of rules.pinPairs ?? []) {
    found.push(
      whole({ code: 'pin-pair', params: { province, partner } }, (l) => {
        const pinnedPairs = without(l.pinnedPairs, pairKey(province, partner));
        const stillPinned =
          (rules.pinProvinces ?? []).includes(province) ||
          [...pinnedPairs].some((key) => key.startsWith(`${province}|`));
        return { ...l, pinnedPairs, pinned: stillPinned ? l.pinned : without(l.pinned, province) };
      }),
    );
  }
  for (const province of limits.forbidden) {
    found.push(
      whole({ code: 'forbid-province', params: { province } }, (l) => ({
        ...l,
        forbidden: without(l.forbidden, province),
      })),
    );
  }
  if (limits.forbiddenPairs.size > 0 || refusedRecently || limits.minMeetings > 0) {
    found.push(number('min-meetings', 'minMeetings', 0, upTo(-1, limits.minMeetings - 1).reverse()));
  }
  found.push(number('max-meetings-partner', 'perPartner', n, upTo(limits.perPartner, n)));
  found.push(
    number(
      'max-meetings-province',
      'perProvince',
      input.partners.length,
      upTo(limits.perProvince, input.partners.length),
    ),
  );
  if (slots > 0 && tables > 0) {
    const free = n * input.partners.length;
    found.push(number('tables', 'meetings', free, upTo(limits.meetings, free)));
  }
  return found;
}

/** Call when `invite` found no list. Every relaxation named has been tried: with all of them a list exists. */
export function conflict(input: MatchingInput, table: Table, limits: Limits, highs: Highs): Infeasible {
  const refusedRecently = table.rows.some((row) => row.cells.some((cell) => cell.refused?.code === 'met-recently'));
  const rules = rulesIn(input, limits, refusedRecently);
  const feasible = (l: Limits) => invite(table, l, highs) !== null;
  const keeping = (kept: readonly Rule[], base: Limits) =>
    rules.filter((rule) => !kept.includes(rule)).reduce((l, rule) => rule.drop(l), base);

  const core = smallest(
    irreducible(rules, (kept) => feasible(keeping(kept, limits))),
    rules,
    (kept) => feasible(keeping(kept, limits)),
  );
  const relaxation: Infeasible['relaxation'] = [];
  let relaxed = limits;
  for (let left = core; left.length > 0 && !feasible(relaxed); ) {
    const steps = left.flatMap(({ ref, loosen }) => loosen.map((step) => ({ ref, ...step })));
    const works = (step: (typeof steps)[number]) => feasible(keeping(left, step.apply(relaxed)));
    const step = steps.find((candidate) => feasible(candidate.apply(relaxed))) ?? steps.find(works);
    if (!step) break;
    relaxation.push({ ...step.ref, to: step.to });
    relaxed = step.apply(relaxed);
    const now = relaxed;
    if (!feasible(now)) left = irreducible(rules, (kept) => feasible(keeping(kept, now)));
  }
  return { conflict: core.map(({ ref }) => ref), relaxation };
}

/** Drops rules one by one as long as the rest still contradicts itself. */
function irreducible(rules: readonly Rule[], feasible: (kept: readonly Rule[]) => boolean): Rule[] {
  let kept = [...rules];
  for (const rule of rules) {
    const rest = kept.filter((other) => other !== rule);
    if (!feasible(rest)) kept = rest;
  }
  return kept;
}

const effort = 2_000;

/** An irreducible set need not be the smallest one: tries all smaller sets, as many as `effort` allows. */
function smallest(core: Rule[], rules: readonly Rule[], feasible: (kept: readonly Rule[]) => boolean): Rule[] {
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
