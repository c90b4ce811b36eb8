// An independent judge of a plan: it shares no code with the solvers. It recounts every rule and sum, and proves the
// optimum its own way: the invite list by a greedy bound and exhaustive search below it, the pairing by weak duality.
import type { MatchingInput, Plan, Scored, Violation } from './model.js';
import type { Table } from './plan/table.js';
import { type Limits, pairKey } from './rules.js';

export interface Verdict {
  violations: Violation[];
  optimal: { inviteList: boolean; pairing: boolean };
}
const ten4 = 10_000;
const int = (points: number) => Math.round(points * ten4);
const tolerance = 1e-9;

export function check(input: MatchingInput, table: Table, limits: Limits, plan: Plan): Verdict {
  const violations = [
    ...sums(plan),
    ...citations(input, plan),
    ...inviteRules(input, limits, plan),
    ...pairRules(table, limits, plan),
  ];
  return {
    violations,
    optimal: { inviteList: inviteListIsBest(table, limits, plan), pairing: pairingIsBest(table, limits, plan) },
  };
}

function sums(plan: Plan): Violation[] {
  const bad = (row: Scored) =>
    Math.abs(row.parts.reduce((sum, { points }) => sum + points, 0) - row.score) > tolerance ||
    row.parts.some(({ value, weight, points }) => Math.abs(value * weight - points) > 1e-6);
  const invited = plan.provinces.filter((row) => row.invited);
  const { inviteList, pairing } = plan.certificate;
  return [
    ...plan.provinces.filter(bad).map(({ province }) => ({ code: 'parts-do-not-sum', params: { province } })),
    ...plan.pairs
      .filter(bad)
      .map(({ province, partner }) => ({ code: 'parts-do-not-sum', params: { province, partner } })),
    ...(invited.reduce((sum, { score }) => sum + int(score), 0) === int(inviteList.value)
      ? []
      : [{ code: 'invite-value-wrong', params: {} }]),
    ...(plan.pairs.reduce((sum, { score }) => sum + int(score), 0) === int(pairing.value)
      ? []
      : [{ code: 'pairing-value-wrong', params: {} }]),
    ...(plan.provinces.every(({ rank }, i) => rank === i + 1) ? [] : [{ code: 'ranks-wrong', params: {} }]),
  ];
}

function citations({ needs, offers, provinces, history, asOf }: MatchingInput, plan: Plan): Violation[] {
  const published = (kind: string, list: readonly { id: string; publishedOn: string }[]) =>
    list.filter(({ publishedOn }) => publishedOn <= asOf).map(({ id }) => `${kind}:${id}`);
  const known = new Set([
    ...published('need', needs),
    ...published('offer', offers),
    ...provinces.map(({ id }) => `province:${id}`),
    ...history.map(({ id }) => `event:${id}`),
  ]);
  const cited = [...plan.provinces, ...plan.pairs].flatMap(({ parts }) => parts.flatMap(({ cites }) => cites));
  return [...new Set(cited)]
    .filter((cite) => !known.has(cite))
    .map((cite) => ({ code: 'cites-unknown', params: { cite } }));
}

function inviteRules({ provinces }: MatchingInput, limits: Limits, plan: Plan): Violation[] {
  const found: Violation[] = [];
  const invited = new Set(plan.provinces.filter((row) => row.invited).map((row) => row.province));
  const all = new Set(plan.provinces.map((row) => row.province));
  if (all.size !== provinces.length || plan.provinces.length !== provinces.length)
    found.push({ code: 'provinces-missing', params: {} });
  if (invited.size > limits.seats) found.push({ code: 'too-many-invited', params: { invited: invited.size } });
  for (const province of limits.pinned)
    if (!invited.has(province)) found.push({ code: 'pin-not-kept', params: { province } });
  for (const province of limits.forbidden)
    if (invited.has(province)) found.push({ code: 'forbidden-invited', params: { province } });
  for (const region of new Set([...limits.regionMin.keys(), ...limits.regionMax.keys()])) {
    const count = provinces.filter((province) => province.region === region && invited.has(province.id)).length;
    if (
      count < (limits.regionMin.get(region) ?? 0) ||
      count > (limits.regionMax.get(region) ?? Number.POSITIVE_INFINITY)
    ) {
      found.push({ code: 'region-count', params: { region, count } });
    }
  }
  for (const row of plan.provinces)
    if (!row.invited && !row.whyNot) found.push({ code: 'no-reason-given', params: { province: row.province } });
  return found;
}

function pairRules({ rows, partners }: Table, limits: Limits, plan: Plan): Violation[] {
  const found: Violation[] = [];
  const invited = new Set(plan.provinces.filter((row) => row.invited).map((row) => row.province));
  const tally = (key: (pair: Plan['pairs'][number]) => string) => {
    const counts = new Map<string, number>();
    for (const pair of plan.pairs) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1);
    return counts;
  };
  const perProvince = tally(({ province }) => province);
  const perPair = tally(({ province, partner }) => pairKey(province, partner));
  for (const province of invited) {
    const meetings = perProvince.get(province) ?? 0;
    if (meetings < limits.minMeetings || meetings > limits.perProvince)
      found.push({ code: 'province-meetings', params: { province, meetings } });
  }
  for (const [partner, meetings] of tally((pair) => pair.partner)) {
    if (meetings > limits.perPartner) found.push({ code: 'partner-meetings', params: { partner, meetings } });
  }
  if (plan.pairs.length > limits.meetings)
    found.push({ code: 'too-many-meetings', params: { meetings: plan.pairs.length } });
  const cells = new Map(
    rows.flatMap(({ province, cells: own }) =>
      own.map((cell, j) => [pairKey(province.id, partners[j]?.id ?? ''), cell] as const),
    ),
  );
  for (const { province, partner, score } of plan.pairs) {
    const key = pairKey(province, partner);
    const cell = cells.get(key);
    const where = { province, partner };
    if (!invited.has(province)) found.push({ code: 'pair-of-uninvited', params: where });
    if (perPair.get(key) !== 1) found.push({ code: 'pair-twice', params: where });
    if (!cell) found.push({ code: 'pair-unknown', params: where });
    else if (cell.refused || limits.forbiddenPairs.has(key)) found.push({ code: 'pair-refused', params: where });
    else if (cell.score !== score) found.push({ code: 'pair-score', params: where });
  }
  for (const key of limits.pinnedPairs)
    if (!perPair.has(key)) found.push({ code: 'pinned-pair-missing', params: { pair: key } });
  return found;
}

interface Option {
  points: number;
  region: string;
  must: boolean;
  open: number[];
  needed: number;
}

/** Without the meetings the best list is greedy (each region's minimum, then the best that fit); search only below that. */
function inviteListIsBest({ rows, partners }: Table, limits: Limits, plan: Plan): boolean {
  const floor = int(limits.minScore);
  const options = rows.flatMap((row): Option[] => {
    const id = row.province.id;
    const pinned = limits.pinned.has(id);
    const open = row.cells.flatMap((cell, j) => (!cell.refused && (pinned || int(cell.score) >= floor) ? [j] : []));
    const grounded = open.some((j) => row.cells[j]?.need !== null);
    const forced = partners.filter((partner) => limits.pinnedPairs.has(pairKey(id, partner.id))).length;
    if (limits.forbidden.has(id) || !(pinned || grounded)) return [];
    const points = int(
      Math.max(0, ...row.cells.filter((cell) => !cell.refused).map(({ score }) => score)) + (row.waiting?.points ?? 0),
    );
    return [{ points, region: row.province.region, must: pinned, open, needed: Math.max(limits.minMeetings, forced) }];
  });
  options.sort((a, b) => Number(b.must) - Number(a.must) || b.points - a.points);
  const value = int(plan.certificate.inviteList.value);
  return greedyBound(options, limits) <= value || !search(options, limits, value, partners.length);
}

function greedyBound(options: readonly Option[], limits: Limits): number {
  const taken = new Set<Option>(options.filter(({ must }) => must));
  const count = (region: string) => [...taken].filter((option) => option.region === region).length;
  for (const [region, least] of limits.regionMin) {
    for (const option of options)
      if (option.region === region && !taken.has(option) && count(region) < least) taken.add(option);
  }
  for (const option of options) {
    const most = limits.regionMax.get(option.region) ?? Number.POSITIVE_INFINITY;
    if (taken.size < limits.seats && !taken.has(option) && count(option.region) < most) taken.add(option);
  }
  return [...taken].reduce((sum, { points }) => sum + points, 0);
}

const nodes = 200_000;

/** True when some list is worth more than `value` (or the search is too long to tell). Depth first, best first. */
function search(options: readonly Option[], limits: Limits, value: number, partners: number): boolean {
  let visited = 0;
  const better = (at: number, taken: Option[], points: number): boolean => {
    if (++visited > nodes) return true;
    const left = limits.seats - taken.length;
    const rest = options.slice(at, at + left).reduce((sum, option) => sum + option.points, 0);
    if (points + rest <= value || left < 0 || !canMeet(taken, limits, partners)) return false;
    if (at === options.length || left === 0) {
      return points > value && options.slice(at).every(({ must }) => !must) && regionsKept(taken, limits);
    }
    const option = options[at] as Option;
    const full =
      taken.filter(({ region }) => region === option.region).length >=
      (limits.regionMax.get(option.region) ?? Number.POSITIVE_INFINITY);
    if (!full && better(at + 1, [...taken, option], points + option.points)) return true;
    return !option.must && better(at + 1, taken, points);
  };
  return better(0, [], 0);
}

const regionsKept = (taken: readonly Option[], { regionMin }: Limits) =>
  [...regionMin].every(([region, least]) => taken.filter((option) => option.region === region).length >= least);

/** Augmenting paths: each taken option gets its meetings, no partner more than its room. */
function canMeet(taken: readonly Option[], limits: Limits, partners: number): boolean {
  const holders: Set<number>[] = Array.from({ length: partners }, () => new Set());
  let meetings = 0;
  const place = (i: number, seen: Set<number>): boolean => {
    for (const j of taken[i]?.open ?? []) {
      const held = holders[j] as Set<number>;
      if (seen.has(j) || held.has(i)) continue;
      seen.add(j);
      if (held.size < limits.perPartner) {
        held.add(i);
        return true;
      }
      for (const other of held) {
        if (place(other, seen)) {
          held.delete(other);
          held.add(i);
          return true;
        }
      }
    }
    return false;
  };
  for (let i = 0; i < taken.length; i++) {
    for (let k = 0; k < (taken[i]?.needed ?? 0); k++) {
      if (++meetings > limits.meetings || !place(i, new Set())) return false;
    }
  }
  return true;
}

/** Weak duality: whatever the prices, no pairing is worth more than the bound they give. */
function pairingIsBest({ rows, partners }: Table, limits: Limits, plan: Plan): boolean {
  const { prices, value } = plan.certificate.pairing;
  const invited = new Set(plan.provinces.filter((row) => row.invited).map((row) => row.province));
  const at = (list: Record<string, number>, id: string) => int(list[id] ?? 0);
  const total = int(prices.tables);
  const many = invited.size * partners.length;
  let bound = Math.max(0, total * Math.min(limits.meetings, many));
  for (const { id } of partners)
    bound += Math.max(0, at(prices.partners, id) * Math.min(limits.perPartner, invited.size));
  for (const { province, cells } of rows) {
    if (!invited.has(province.id)) continue;
    const own = at(prices.provinces, province.id);
    bound += Math.max(own * limits.perProvince, own * limits.minMeetings);
    cells.forEach((cell, j) => {
      const partner = partners[j]?.id ?? '';
      const must = limits.pinnedPairs.has(pairKey(province.id, partner));
      const open = !cell.refused && (limits.pinned.has(province.id) || int(cell.score) >= int(limits.minScore));
      if (!must && !open) return;
      const net = int(cell.score) - own - at(prices.partners, partner) - total;
      bound += must ? net : Math.max(0, net);
    });
  }
  return bound <= int(value);
}
