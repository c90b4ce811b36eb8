// From all candidates the order in which to hold them.
import type { Candidate } from './candidates.js';
import type { NextEvent, OutlookInput, Unmet } from './outlook.js';

/** The new needs of as many provinces as there are seats (those with most to gain, ties by id), by their places. */
function newOf(
  { served, scores }: Candidate,
  unmet: readonly Unmet[],
  covered: Uint8Array,
  seats: number,
): { places: number[]; value: number } {
  const gains = new Map<string, number>();
  for (const [at, place] of served.entries()) {
    if (covered[place]) continue;
    const { id } = (unmet[place] as Unmet).province;
    gains.set(id, (gains.get(id) ?? 0) + (scores[at] ?? 0));
  }
  const invited = new Set(
    [...gains]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, seats)
      .map(([province]) => province),
  );
  let value = 0;
  const places: number[] = [];
  for (const [at, place] of served.entries()) {
    if (covered[place] || !invited.has((unmet[place] as Unmet).province.id)) continue;
    places.push(place);
    value += scores[at] ?? 0;
  }
  return { places, value: Math.round(value * 1e6) / 1e6 };
}

interface Standing {
  candidate: Candidate;
  places: number[];
  value: number;
  /** Events named when it was counted. */
  of: number;
}

const inOrder = (a: Standing, b: Standing) =>
  b.value - a.value ||
  a.candidate.precedence - b.candidate.precedence ||
  compare(a.candidate.partner, b.candidate.partner) ||
  compare(a.candidate.theme, b.candidate.theme);
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** What a candidate is worth only falls as others go before it, so an old value is a bound: few are counted anew. */
export function cover(
  candidates: readonly Candidate[],
  unmet: readonly Unmet[],
  { seats, most }: Pick<OutlookInput, 'seats' | 'most'>,
): NextEvent[] {
  const covered = new Uint8Array(unmet.length);
  const events: NextEvent[] = [];
  const stand = (candidate: Candidate): Standing => ({
    candidate,
    ...newOf(candidate, unmet, covered, seats),
    of: events.length,
  });
  const queue = candidates.map(stand).sort(inOrder);
  const alone = new Map(queue.map(({ candidate, places }) => [candidate, places.length]));
  const insert = (standing: Standing) => {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (inOrder(queue[middle] as Standing, standing) < 0) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, standing);
  };
  while (events.length < most) {
    const next = queue.shift();
    if (!next || next.value === 0) break;
    if (next.of < events.length) {
      insert(stand(next.candidate));
      continue;
    }
    for (const place of next.places) covered[place] = 1;
    const { partner, theme, explain } = next.candidate;
    const needs = next.places.map(explain).sort((a, b) => b.score - a.score || compare(a.need, b.need));
    events.push({
      partner,
      theme,
      needs,
      provinces: new Set(needs.map(({ province }) => province)).size,
      value: next.value,
      alone: alone.get(next.candidate) ?? 0,
    });
    // Provinces that found no seat may come to a second event.
    insert(stand(next.candidate));
  }
  return events;
}
