// How long a whole plan takes, explanations included: the planned events, and one of 34 provinces and 100 partners.
import { createHash } from 'node:crypto';
import type { Highs } from 'highs';
import { type Lexicon, type MatchingInput, propose } from '../../matching/index.js';
import type { Seed } from '../../seed/read.js';
import { random } from '../random.js';
import { plannedInputs, withPartners } from './instances.js';

const runs = 5;

export interface Speed {
  event: string;
  provinces: number;
  partners: number;
  /** Of this thread, in milliseconds: the first run and the median of the next five. */
  firstMs: number;
  medianMs: number;
  proven: boolean;
  /** Of the answer: the same on every machine. */
  sha256: string;
}

export function speed(seed: Seed, words: Lexicon, highs: Highs): Speed[] {
  const inputs = plannedInputs(seed);
  const crowded = withPartners(inputs[0] as MatchingInput, 100, random(1));
  const twice = { ...crowded, event: { ...crowded.event, slots: 4, tables: 8, rules: { k: 2 } } };
  return [
    ...inputs.map((input) => measured(input.event.id, input, words, highs)),
    measured('with 100 partners', crowded, words, highs),
    measured('… two meetings each, 32 in all', twice, words, highs),
  ];
}

function measured(event: string, input: MatchingInput, words: Lexicon, highs: Highs): Speed {
  const times: number[] = [];
  const answers = Array.from({ length: 1 + runs }, () => {
    const begun = process.cpuUsage();
    const answer = propose(input, words, highs);
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1000);
    return answer;
  });
  const [firstMs = 0, ...rest] = times;
  const [answer] = answers;
  const proofs = answer?.feasible ? [answer.plan.certificate.inviteList, answer.plan.certificate.pairing] : [];
  return {
    event,
    provinces: input.provinces.length,
    partners: input.partners.length,
    firstMs: Math.round(firstMs),
    medianMs: Math.round(rest.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0),
    proven: proofs.length === 2 && proofs.every(({ status }) => status === 'optimal'),
    sha256: createHash('sha256').update(JSON.stringify(answer)).digest('hex'),
  };
}

export function speedTable(figures: readonly Speed[]): string {
  const line = ({ event, provinces, partners, firstMs, medianMs, proven }: Speed) =>
    `${event.padEnd(34)}${`${provinces} × ${partners}`.padEnd(11)}${String(firstMs).padStart(7)}${String(medianMs).padStart(9)}   ${proven ? 'proven' : 'not proven'}`;
  return [
    'A whole plan with all its explanations, CPU milliseconds',
    `${''.padEnd(45)}${'first'.padStart(7)}${'median'.padStart(9)}`,
    ...figures.map(line),
  ].join('\n');
}
