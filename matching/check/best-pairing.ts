// Weak duality: whatever the prices of the certificate, no pairing of the invited is worth more than the bound they give.
// Where keeping an earlier plan leaves a gap, every pairing that comes near enough to it is looked at.
import type { Plan } from '../model.js';
import type { Table } from '../plan/table.js';
import { type Limits, pairKey } from '../rules.js';
import { mostKept } from './most-kept.js';
import { reaches, type Standing, standings, tenThousandths } from './standing.js';

const effort = 20_000;

/** A meeting that may take place: its worth, and what it adds at the prices of the certificate. */
interface Option {
  own: Invited;
  j: number;
  worth: number;
  net: number;
  must: boolean;
  counts: boolean;
  kept: boolean;
}
interface Invited {
  at: number;
  standing: Standing;
  least: number;
}
interface Question {
  invited: readonly Invited[];
  options: readonly Option[];
  limits: Limits;
  partners: number;
  /** Least number of earlier meetings that are kept. */
  kept: number;
  /** Ten-thousandths. */
  bound: number;
  value: number;
}

export function pairingIsBest(table: Table, known: readonly Standing[], limits: Limits, plan: Plan): boolean {
  const threshold = limits.threshold === 'highest' ? plan.equity.threshold : limits.threshold;
  const asked = question(table, known, { ...limits, threshold }, plan);
  if (limits.threshold === 'highest' && !isHighest(table, limits, plan, asked.kept)) return false;
  return Math.floor(asked.bound + 1e-3) <= asked.value || (limits.keep !== null && noneBetter(asked));
}

function question({ rows, partners }: Table, known: readonly Standing[], limits: Limits, plan: Plan): Question {
  const { prices, value } = plan.certificate.pairing;
  const chosen = new Set(plan.provinces.filter((row) => row.invited).map((row) => row.province));
  const at = (list: Record<string, number>, id: string) => (list[id] ?? 0) * 10_000;
  const total = prices.tables * 10_000;
  const ofPartner = partners.map(({ id }) => at(prices.partners, id));
  const ofKept = (prices.kept ?? 0) * 10_000;
  const kept = keptAtLeast(limits, plan);
  let bound = Math.max(0, total * Math.min(limits.meetings, chosen.size * partners.length)) - ofKept * kept;
  for (const price of ofPartner) bound += Math.max(0, price * Math.min(limits.perPartner, chosen.size));
  const options: Option[] = [];
  const invited: Invited[] = [];
  known.forEach((standing, i) => {
    const { province, open } = standing;
    if (!chosen.has(province)) return;
    const own: Invited = { at: invited.length, standing, least: limits.minMeetings };
    invited.push(own);
    const price = at(prices.provinces, province);
    const counted = at(prices.counted ?? {}, province);
    const cells = open.map((j) => ({ j, score: rows[i]?.cells[j]?.score ?? 0 }));
    const someShort = cells.some(({ score }) => !reaches(score, limits.threshold));
    const range = (of: number, least: number) => Math.max(of * limits.perProvince, of * least);
    bound += someShort ? range(price, 0) + range(counted, limits.minMeetings) : range(price, limits.minMeetings);
    for (const { j, score } of cells) {
      const key = pairKey(province, partners[j]?.id ?? '');
      const counts = reaches(score, limits.threshold);
      const wasMet = limits.keep?.pairs.has(key) ?? false;
      const costs = price + (counts && someShort ? counted : 0) + (ofPartner[j] ?? 0) + total;
      const net = tenThousandths(score) + (wasMet ? ofKept : 0) - costs;
      const must = limits.pinnedPairs.has(key);
      bound += must ? net : Math.max(0, net);
      options.push({ own, j, worth: tenThousandths(score), net, must, counts, kept: wasMet });
    }
  });
  return { invited, options, limits, partners: partners.length, kept, bound, value: tenThousandths(value) };
}

/** What the changes allowed, and those of the list, leave to the meetings; with the fewest changes: what the plan keeps. */
function keptAtLeast({ keep }: Limits, { changes, provinces }: Plan): number {
  if (!keep) return 0;
  const stayed = provinces.filter(({ province, invited }) => invited && keep.invited.has(province)).length;
  const allowed = keep.atMost ?? changes?.total ?? 0;
  return Math.max(0, keep.invited.size + keep.pairs.size - allowed - stayed);
}

/** At the next higher score not everyone could have its meetings and as many be kept. */
function isHighest(table: Table, limits: Limits, plan: Plan, kept: number): boolean {
  const { threshold } = plan.equity;
  const invited = new Set(plan.provinces.filter((row) => row.invited).map((row) => row.province));
  if (threshold === null) return limits.minMeetings === 0 || invited.size === 0;
  const above = table.rows
    .flatMap(({ cells }) => cells.map(({ score }) => score))
    .filter((score) => tenThousandths(score) > tenThousandths(threshold));
  if (above.length === 0) return true;
  const higher = above.reduce((least, score) => Math.min(least, score));
  const list = standings(table, { ...limits, threshold: higher }).filter(({ province }) => invited.has(province));
  if (list.some(({ needed }) => needed > limits.perProvince)) return true;
  return mostKept(list, table.partners.length, limits) < kept;
}

/**
 * Each meeting taken or left against its price costs as much of the bound; what has cost more than the gap cannot be better.
 * The dearest are decided first.
 */
function noneBetter({ invited, options, limits, partners, kept, bound, value }: Question): boolean {
  const order = [...options].sort((a, b) => Math.abs(b.net) - Math.abs(a.net));
  const ofProvince = invited.map(() => 0);
  const counted = invited.map(() => 0);
  const room = Array.from({ length: partners }, () => Math.min(limits.perPartner, invited.length));
  let looks = 0;
  const add = ({ own, j, counts }: Option, by: 1 | -1) => {
    ofProvince[own.at] = (ofProvince[own.at] as number) + by;
    if (counts) counted[own.at] = (counted[own.at] as number) + by;
    room[j] = (room[j] as number) - by;
  };
  const better = (at: number, spent: number, held: number, stays: number, worth: number): boolean => {
    if (bound - spent < value + 1 - 1e-3) return false;
    if (++looks > effort) return true;
    const next = order[at];
    if (!next)
      return worth > value && stays >= kept && invited.every(({ least }, i) => (counted[i] as number) >= least);
    const { own, j, net } = next;
    const fits =
      (room[j] as number) > 0 && (ofProvince[own.at] as number) < limits.perProvince && held < limits.meetings;
    if (fits) {
      add(next, 1);
      const cost = next.must ? 0 : Math.max(0, -net);
      const found = better(at + 1, spent + cost, held + 1, stays + (next.kept ? 1 : 0), worth + next.worth);
      add(next, -1);
      if (found) return true;
    }
    return !next.must && better(at + 1, spent + Math.max(0, net), held, stays, worth);
  };
  return !better(0, 0, 0, 0, 0);
}
