// A judge of placings for published instances: it recounts every rule from the instance itself.
import { fairness, type Instance } from './dzn.js';

export interface Judgement {
  ok: boolean;
  violations: string[];
}

/** `slots`: the slot of each meeting, from 1; `value`: the gaps it is said to have. */
export function judge(instance: Instance, slots: readonly number[], value: number): Judgement {
  const { meetings, participants, tables, morning, forbidden, fixed, precedences } = instance;
  const violations: string[] = [];
  const busy = Array.from({ length: participants }, () => new Set<number>());
  meetings.forEach(({ a, b, session }, m) => {
    const slot = slots[m] ?? 0;
    const name = `meeting ${m + 1} in slot ${slot}`;
    if (!Number.isInteger(slot) || slot < 1 || slot > instance.slots) violations.push(`${name}: there is none`);
    if (session === 1 && slot > morning) violations.push(`${name}: not in the morning`);
    if (session === 2 && slot <= morning) violations.push(`${name}: not in the afternoon`);
    if (fixed[m] && fixed[m] !== slot) violations.push(`${name}: fixed elsewhere`);
    for (const earlier of precedences[m] ?? []) {
      if ((slots[earlier - 1] ?? 0) >= slot) violations.push(`${name}: not after meeting ${earlier}`);
    }
    for (const who of [a, b]) {
      if (forbidden[who - 1]?.includes(slot)) violations.push(`${name}: forbidden to ${who}`);
      const taken = busy[who - 1] as Set<number>;
      if (taken.has(slot)) violations.push(`${name}: ${who} meets somebody else`);
      taken.add(slot);
    }
  });
  for (let slot = 1; slot <= instance.slots; slot += 1) {
    if (slots.filter((at) => at === slot).length > tables) violations.push(`slot ${slot}: more meetings than tables`);
  }
  const gaps = busy.map(idleRuns);
  const total = gaps.reduce((sum, count) => sum + count, 0);
  if (total !== value) violations.push(`${total} gaps, not ${value}`);
  const spread = Math.max(0, ...gaps) - Math.min(...gaps);
  if (participants > 0 && spread > fairness) violations.push(`gaps differ by ${spread}`);
  return { ok: violations.length === 0, violations };
}

function idleRuns(taken: ReadonlySet<number>): number {
  const times = [...taken].sort((a, b) => a - b);
  return times.filter((time, i) => i > 0 && time > (times[i - 1] as number) + 1).length;
}
