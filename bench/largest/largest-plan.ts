// The largest plan the API makes, in a process of its own, so that its memory is that of the plan. Tells its parent what it took.
import { readSeed } from '../../seed/read.js';
import { MatcherThread } from '../../server/matcher/thread.js';
import { plannedInputs, withPartners, withProvinces } from '../matching/instances.js';
import { memory, mostMemory, timed } from '../measure.js';
import { random } from '../random.js';

const side = 500;

export interface Largest {
  wall: number;
  cpu: number;
  /** MB beside those of the process that is ready for it: the most at any time. */
  memory: number;
  isProven: boolean;
  explained: number;
}

const seed = await readSeed();
const [planned] = plannedInputs(seed);
if (!planned) throw new Error('the seed has no planned event');
const chance = random(1);
const large = withProvinces(withPartners(planned, side, chance), side, chance);
const input = { ...large, event: { ...large.event, seats: 100, tables: 60, slots: 8 } };
const matcher = new MatcherThread(async () => ({ themes: seed.themes, terms: seed.terms, blocks: seed.termBlocks }));
await matcher.warm();
const before = memory();
const { wall, cpu, result } = await timed(() => matcher.propose(input));
if (!result.feasible) throw new Error('no plan');
const { certificate, provinces } = result.plan;
const told: Largest = {
  wall,
  cpu,
  memory: (mostMemory() - before) / 2 ** 20,
  isProven:
    certificate.checker.ok && certificate.inviteList.status === 'optimal' && certificate.pairing.status === 'optimal',
  explained: provinces.filter(({ whyNot }) => whyNot !== null && whyNot.code !== 'not-explained').length,
};
process.send?.(told);
await matcher.close();
