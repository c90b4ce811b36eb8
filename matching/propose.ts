// An event → the plan: whom to invite, whom to pair with whom, why, and why not the others.
import type { Highs } from 'highs';
import { check } from './check/check.js';
import type { Lexicon } from './likeness.js';
import type { Answer, MatchingInput, Plan, Progress, Proof, ProvinceRow, Warning, WhyNot } from './model.js';
import { type Asked, forced, pointsOf } from './plan/asked.js';
import { planChanges } from './plan/changes.js';
import { conflict } from './plan/conflict.js';
import { equity } from './plan/equity.js';
import { whyNot } from './plan/explain.js';
import { inviter, scale } from './plan/invite.js';
import { ordered } from './plan/order.js';
import { type PairingResult, pairing } from './plan/pairing.js';
import { partsOfWorth, table as tableOf, worth } from './plan/table.js';
import { type Limits, limits as limitsOf } from './rules.js';
import { engineVersion, type WhyNotCode } from './vocabulary.js';

const alternatesNamed = 5;
const oldAfterYears = 5;
/** Kept out by the others alone, not by a lack of its own. */
const promotable: ReadonlySet<WhyNotCode> = new Set([
  'seats-full',
  'region-full',
  'meetings-full',
  'not-met-minimum',
  'kept-list',
]);

/**
 * Solves the event. The same input gives the same answer to the byte, in whatever order its lists come.
 * An event whose rules contradict each other is an answer too: the smallest conflict, and what resolves it.
 * `tell` hears how far it is, at every step; once `goOn` says no, the plan is answered as it stands: whole and proven, with
 * the reasons found by then.
 */
export function propose(
  given: MatchingInput,
  words: Lexicon,
  highs: Highs,
  tell: (progress: Progress) => void = () => {},
  goOn: () => boolean = () => true,
): Answer {
  const input = ordered(given);
  const limits = limitsOf(input);
  const table = tableOf(input, limits, words);
  const asking = inviter(table, limits, highs);
  const best = asking.ask();
  if (!best) return { feasible: false, ...conflict(input, table, highs) };

  const paired = pairing(table, best.invited, limits, highs);
  const changes = limits.keep && planChanges(limits.keep, table, best, paired);
  const changed = changes?.total ?? 0;
  const provinces = rank({ input, table, limits, highs, best, known: new Map(), changed, ...asking }, tell, goOn);
  const explained = provinces.filter(({ whyNot: why }) => why === null || why.code !== 'not-explained').length;
  const value = pointsOf(best.points, best.invited);
  const plan: Plan = {
    engine: { version: engineVersion, weights: table.weightsVersion, seed: 0 },
    asOf: input.asOf,
    certificate: {
      // The ties that `bound` also counts are less than one ten-thousandth in all.
      inviteList: proof(value, Math.floor(best.bound / best.unit) / scale),
      pairing: { ...proof(paired.value, paired.bound), prices: paired.prices },
      checker: { ok: false, violations: [] },
    },
    provinces,
    pairs: paired.pairs,
    alternates: provinces
      .flatMap(({ province, rank: at, invited, whyNot: why }) =>
        !invited && why?.loss != null && promotable.has(why.code) ? [{ province, rank: at, loss: why.loss }] : [],
      )
      .slice(0, alternatesNamed),
    equity: equity({ input, table, limits, best, paired }, highs, goOn),
    ...(changes && { changes }),
    warnings: [
      ...(goOn() ? [] : [{ code: 'cut-short' as const, params: { explained, provinces: provinces.length } }]),
      ...warnings(input, limits, provinces, paired),
    ],
  };
  tell({ stage: 'checking', done: 0, total: 1 });
  const verdict = check(input, table, limits, plan);
  plan.certificate.checker = { ok: verdict.violations.length === 0, violations: verdict.violations };
  for (const stage of ['inviteList', 'pairing'] as const) {
    const { status } = plan.certificate[stage];
    plan.certificate[stage].status = verdict.optimal[stage] && verdict.violations.length === 0 ? status : 'feasible';
  }
  return { feasible: true, plan };
}

function proof(value: number, bound: number): Proof {
  const gap = Math.round((bound - value) * scale) / scale;
  return { status: gap === 0 ? 'optimal' : 'feasible', value, bound, gap };
}

/** The invited by what the list loses without them, then the others by what forcing them in would cost. */
function rank(asked: Asked, tell: (progress: Progress) => void, goOn: () => boolean): ProvinceRow[] {
  const total = asked.table.rows.length;
  const { table, best, limits } = asked;
  const known = table.rows.map((row, i) => {
    const invited = best.invited.includes(i);
    const effect = goOn() ? forced(asked, i) : null;
    tell({ stage: 'ranking', done: i + 1, total });
    return { row, i, invited, effect, own: worth(row) };
  });
  // Where some effects are not known, none can be compared with another: the scores decide.
  const isRanked = goOn();
  const order = [...known].sort(
    (a, b) =>
      Number(b.invited) - Number(a.invited) ||
      // Whoever no list can do without (or can take in) stands first (or last).
      (!isRanked
        ? 0
        : a.invited
          ? (b.effect?.exact ?? Number.POSITIVE_INFINITY) - (a.effect?.exact ?? Number.POSITIVE_INFINITY) || 0
          : (a.effect?.exact ?? Number.POSITIVE_INFINITY) - (b.effect?.exact ?? Number.POSITIVE_INFINITY) || 0) ||
      b.own.score - a.own.score ||
      a.i - b.i,
  );
  return order.map(({ row, i, invited, effect, own }, at): ProvinceRow => {
    const { partner, ...scored } = own;
    tell({ stage: 'explaining', done: at + 1, total });
    return {
      province: row.province.id,
      rank: at + 1,
      invited,
      pinned: limits.pinned.has(row.province.id),
      partner: table.partners[partner]?.id ?? null,
      score: scored.score,
      parts: partsOfWorth(row, partner),
      need: scored.need,
      offer: scored.offer,
      margin: invited && isRanked ? (effect ? Math.round(effect.loss * scale) / scale : null) : null,
      whyNot: invited ? null : isRanked && goOn() ? whyNot(asked, i, effect) : notExplained,
    };
  });
}

const notExplained: WhyNot = { code: 'not-explained', loss: null, displaces: [], cites: [], wouldEnterIf: [] };

function warnings(
  input: MatchingInput,
  limits: Limits,
  provinces: readonly ProvinceRow[],
  paired: PairingResult,
): Warning[] {
  const found: Warning[] = [];
  const invited = provinces.filter((row) => row.invited);
  const year = Number(input.asOf.slice(0, 4));
  const needs = new Map(input.needs.map((need) => [need.id, need]));
  if (invited.length < limits.seats)
    found.push({ code: 'seats-unfilled', params: { seats: limits.seats, invited: invited.length } });
  for (const { province, need, pinned, score } of invited) {
    const stated = need === null ? undefined : needs.get(need);
    if (pinned && (need === null || score < limits.minScore))
      found.push({ code: 'pinned-without-grounds', params: { province } });
    if (!stated) continue;
    if (stated.year === null) found.push({ code: 'undated-need', params: { province, need: stated.id } });
    else if (year - stated.year > oldAfterYears)
      found.push({ code: 'old-need', params: { province, need: stated.id, year: stated.year } });
  }
  for (const partner of input.event.partners) {
    if (!paired.pairs.some((pair) => pair.partner === partner))
      found.push({ code: 'partner-without-meeting', params: { partner } });
  }
  return found;
}
