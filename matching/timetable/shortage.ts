// Why there can be no timetable: too little of something, which counting shows, or demands that cannot all be met.
import type { Placing } from './grid.js';
import { effort } from './least.js';
import type { Demand, Shortage, TimetableInput } from './model.js';
import type { Problem } from './problem.js';
import { type Clingo, program, readAnswer } from './program.js';

/** What is short whatever the planner asks for besides. */
export function shortages(
  { slots, tables, meetings, interpreters, languages }: TimetableInput,
  problem: Problem,
): Shortage[] {
  const found: Shortage[] = [];
  const counts = new Map<string, number>();
  for (const { province, partner } of meetings) {
    for (const party of [province, partner]) counts.set(party, (counts.get(party) ?? 0) + 1);
  }
  for (const [party, count] of [...counts].sort()) {
    if (count > slots.length)
      found.push({ code: 'slots-of-party', params: { party, meetings: count, limit: slots.length } });
  }
  const places = tables * slots.length;
  if (meetings.length > places) found.push({ code: 'places', params: { meetings: meetings.length, limit: places } });
  if (interpreters.length === 0) return found;

  const partners = [...new Set(meetings.map(({ partner }) => partner))].sort();
  const unserved = partners.filter((partner) => problem.servers(partner)?.length === 0);
  for (const partner of unserved) {
    found.push({
      code: 'interpreter-of-partner',
      params: { partner, languages: (languages[partner] ?? []).join(', ') },
    });
  }
  for (const { meetings: depending, most } of problem.staffed) {
    const limit = most.reduce((sum, there) => sum + there, 0);
    if (depending.length > limit && limit > 0) {
      found.push({ code: 'interpreters', params: { meetings: depending.length, limit } });
    }
  }
  return found;
}

/**
 * The fewest demands to let go so that there is a timetable, with that timetable; null when even without all demands
 * there is none, undefined when the effort ran out.
 */
export function fewestToRelease(
  clingo: Clingo,
  { free, demands, meetingOf, partyOf, slotOf }: Problem,
): { release: Demand[]; placing: Placing } | null | undefined {
  const kept = demands.map((demand, k) =>
    demand.code === 'locked'
      ? `:- not released(${k}), not at(${meetingOf(demand)},${slotOf(demand.slot)}).`
      : `:- not released(${k}), busy(${partyOf(demand.party)},${slotOf(demand.slot)}).`,
  );
  const asked = { grid: free, mostMoves: null };
  const answer = clingo(
    [
      program(asked, null),
      `{ released(0..${demands.length - 1}) }.`,
      ...kept,
      '#minimize { 1,K : released(K) }.',
      '#show released/1.',
    ].join('\n'),
    0,
    [`--solve-limit=${effort(asked)}`, '--opt-strategy=usc,oll'],
  );
  const solved = readAnswer(answer, free, null);
  if (solved.status === 'impossible') return null;
  if (solved.status !== 'optimal' || answer.Result === 'ERROR') return undefined;
  const shown = answer.Call.flatMap(({ Witnesses = [] }) => Witnesses).at(-1)?.Value ?? [];
  return { release: demands.filter((_, k) => shown.includes(`released(${k})`)), placing: solved.placing };
}
