// How two proposals differ: who enters, who leaves, who moves, what it costs, and which settings are others.
import type { Pair } from '../../../../matching/index.js';
import type { ProposalRecord } from '../../../store/event-records.js';

export interface Cost {
  before: number;
  after: number;
  change: number;
  /** Null where nothing was there before. */
  percent: number | null;
}
export interface Difference {
  from: string;
  to: string;
  enters: string[];
  leaves: string[];
  moves: { province: string; before: string[]; after: string[] }[];
  pairs: { added: Pair[]; dropped: Pair[] };
  cost: { inviteList: Cost; pairing: Cost };
  rules: { rule: string; before?: unknown; after?: unknown }[];
}

export function difference(from: ProposalRecord, to: ProposalRecord): Difference {
  const [invitedBefore, invitedAfter] = [invitedIn(from), invitedIn(to)];
  const [pairsBefore, pairsAfter] = [pairsIn(from), pairsIn(to)];
  const moves = invitedAfter.flatMap((province) => {
    if (!invitedBefore.includes(province)) return [];
    const [before, after] = [partnersOf(province, pairsBefore), partnersOf(province, pairsAfter)];
    return String(before) === String(after) ? [] : [{ province, before, after }];
  });
  const cost = (stage: 'inviteList' | 'pairing') =>
    costOf(from.document.certificate[stage].value, to.document.certificate[stage].value);
  return {
    from: from.id,
    to: to.id,
    enters: invitedAfter.filter((province) => !invitedBefore.includes(province)),
    leaves: invitedBefore.filter((province) => !invitedAfter.includes(province)),
    moves,
    pairs: { added: without(pairsAfter, pairsBefore), dropped: without(pairsBefore, pairsAfter) },
    cost: { inviteList: cost('inviteList'), pairing: cost('pairing') },
    rules: settingsThatDiffer(from, to),
  };
}

/** By rank. */
const invitedIn = ({ document }: ProposalRecord) =>
  document.provinces.flatMap(({ invited, province }) => (invited ? [province] : []));
const pairsIn = ({ document }: ProposalRecord): Pair[] =>
  document.pairs.map(({ province, partner }) => ({ province, partner }));
const partnersOf = (province: string, pairs: readonly Pair[]) =>
  pairs.flatMap((pair) => (pair.province === province ? [pair.partner] : [])).sort();
const without = (pairs: readonly Pair[], others: readonly Pair[]) =>
  pairs.filter((pair) => !others.some((other) => other.province === pair.province && other.partner === pair.partner));

const rounded = (points: number) => Math.round(points * 10_000) / 10_000;

function costOf(before: number, after: number): Cost {
  const change = rounded(after - before);
  return { before, after, change, percent: before === 0 ? null : Math.round((change / before) * 10_000) / 100 };
}

/** Every setting by its JSON pointer. */
function settings({ inputs: { asOf, event } }: ProposalRecord): Map<string, unknown> {
  const { seats, tables, slots, partners, themes, rules } = event;
  const named = { asOf, seats, tables, slots, partners, themes };
  return new Map<string, unknown>([
    ...Object.entries(named).map(([name, value]) => [`/${name}`, value] as const),
    ...Object.entries(rules).map(([name, value]) => [`/rules/${name}`, value] as const),
  ]);
}

function settingsThatDiffer(from: ProposalRecord, to: ProposalRecord): Difference['rules'] {
  const [before, after] = [settings(from), settings(to)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((rule) => JSON.stringify(before.get(rule)) !== JSON.stringify(after.get(rule)))
    .map((rule) => ({
      rule,
      ...(before.has(rule) && { before: before.get(rule) }),
      ...(after.has(rule) && { after: after.get(rule) }),
    }));
}
