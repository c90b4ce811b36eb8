// An independent judge of a plan: it shares no code with the solvers. It recounts every rule and sum, and proves the
// optimum its own way: the invite list by a greedy bound and exhaustive search below it, the pairing by weak duality.
import type { MatchingInput, Plan, Scored, Violation } from '../model.js';
import type { Table } from '../plan/table.js';
import type { Limits } from '../rules.js';
import { inviteListIsBest } from './best-list.js';
import { pairingIsBest } from './best-pairing.js';
import { changeRules, inviteRules, pairRules } from './kept.js';
import { standings, tenThousandths } from './standing.js';

export interface Verdict {
  violations: Violation[];
  optimal: { inviteList: boolean; pairing: boolean };
}
const tolerance = 1e-9;

export function check(input: MatchingInput, table: Table, limits: Limits, plan: Plan): Verdict {
  const known = standings(table, limits);
  return {
    violations: [
      ...sums(plan),
      ...order(plan),
      ...citations(input, plan),
      ...inviteRules(known, limits, plan),
      ...pairRules(table, known, limits, plan),
      ...changeRules(limits, plan),
    ],
    optimal: {
      inviteList: inviteListIsBest(known, table.partners.length, limits, plan),
      pairing: pairingIsBest(table, known, limits, plan),
    },
  };
}

function sums({ provinces, pairs, certificate }: Plan): Violation[] {
  const bad = ({ parts, score }: Scored) =>
    Math.abs(parts.reduce((sum, { points }) => sum + points, 0) - score) > tolerance ||
    parts.some(({ value, weight, points }) => value < 0 || value > 1 || Math.abs(value * weight - points) > 1e-6);
  const worth = (rows: readonly Scored[]) => rows.reduce((sum, { score }) => sum + tenThousandths(score), 0);
  const { inviteList, pairing } = certificate;
  const invited = provinces.filter((row) => row.invited);
  return [
    ...provinces.filter(bad).map(({ province }) => ({ code: 'parts-do-not-sum', params: { province } })),
    ...pairs.filter(bad).map(({ province, partner }) => ({ code: 'parts-do-not-sum', params: { province, partner } })),
    ...(worth(invited) === tenThousandths(inviteList.value) ? [] : [{ code: 'invite-value-wrong', params: {} }]),
    ...(worth(pairs) === tenThousandths(pairing.value) ? [] : [{ code: 'pairing-value-wrong', params: {} }]),
  ];
}

/** Ranks count from 1, the invited first; alternates are not invited and stand in the order of their ranks. */
function order({ provinces, alternates }: Plan): Violation[] {
  const rankOf = new Map(
    provinces.flatMap(({ province, rank, invited }) => (invited ? [] : [[province, rank] as const])),
  );
  const counted = provinces.every(({ rank }, i) => rank === i + 1);
  const invitedFirst = provinces.every(({ invited }, i) => !invited || i === 0 || provinces[i - 1]?.invited);
  const named = alternates.every(
    ({ province, rank }, i) => rankOf.get(province) === rank && rank > (alternates[i - 1]?.rank ?? 0),
  );
  return [
    ...(counted && invitedFirst ? [] : [{ code: 'ranks-wrong', params: {} }]),
    ...(named ? [] : [{ code: 'alternates-wrong', params: {} }]),
  ];
}

function citations({ needs, offers, provinces, history, asOf }: MatchingInput, plan: Plan): Violation[] {
  const published = (kind: string, list: readonly { id: string; publishedOn: string }[]) =>
    list.filter(({ publishedOn }) => publishedOn <= asOf).map(({ id }) => `${kind}:${id}`);
  const known = new Set([
    ...published('need', needs),
    ...published('offer', offers),
    ...provinces.map(({ id }) => `province:${id}`),
    ...history.filter(({ date }) => date <= asOf).map(({ id }) => `event:${id}`),
  ]);
  const cited = [...plan.provinces, ...plan.pairs].flatMap(({ parts, need, offer }) => [
    ...parts.flatMap(({ cites }) => cites),
    ...(need === null ? [] : [`need:${need}`]),
    ...(offer === null ? [] : [`offer:${offer}`]),
  ]);
  const reasons = plan.provinces.flatMap(({ whyNot }) => whyNot?.cites ?? []);
  return [...new Set([...cited, ...reasons])]
    .filter((cite) => !known.has(cite))
    .map((cite) => ({ code: 'cites-unknown', params: { cite } }));
}
