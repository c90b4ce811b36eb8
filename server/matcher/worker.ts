// The worker thread: holds the vocabulary and the solver, answers one question after the other.
import { parentPort } from 'node:worker_threads';
import highsModule, { type Highs } from 'highs';
import {
  type Lexicon,
  type LexiconVocabulary,
  lexicon,
  likeness,
  nextEvents,
  propose,
  scoreCounterpart,
  taxonomy,
} from '../../matching/index.js';
import type { CounterpartAnswer, CounterpartQuestion, Progress } from './port.js';
import type { Question, Reply } from './thread.js';

// The package's types describe its CommonJS form; as an ES module the default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

let words: Lexicon | null = null;
let solver: Promise<Highs> | null = null;

function learn(vocabulary: LexiconVocabulary): null {
  words = lexicon(vocabulary);
  solver ??= loadHighs();
  return null;
}

async function answer(question: Question, tell: (progress: Progress) => void): Promise<unknown> {
  if (question.kind === 'vocabulary') return learn(question.vocabulary);
  if (!words) throw new Error('asked before the vocabulary came');
  if (question.kind === 'counterparts') return counterparts(question.question, words);
  if (question.kind === 'next-events') return nextEvents(question.input, words);
  solver ??= loadHighs();
  return propose(question.input, words, await solver, tell, () => Atomics.load(question.stopped, 0) === 0);
}

function counterparts(
  { posting, kind, candidates, themes, year }: CounterpartQuestion,
  known: Lexicon,
): CounterpartAnswer {
  const yard = { year, taxonomy: taxonomy(themes), likeness: likeness([posting, ...candidates], known) };
  const ranked = candidates.map((other) => {
    const [need, offer] = kind === 'need' ? [posting, other] : [other, posting];
    return { id: other.id, ...scoreCounterpart(need, offer, yard) };
  });
  return { ranked: ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)) };
}

parentPort?.on('message', async ({ id, question }: { id: number; question: Question }) => {
  let reply: Reply;
  const tell = (progress: Progress) => parentPort?.postMessage({ id, progress } satisfies Reply);
  try {
    reply = { id, ok: true, value: await answer(question, tell) };
  } catch (error) {
    // Whatever state the solver was left in, the next plan gets a new one.
    solver = null;
    // Only the message: an exception of the solver carries its whole source.
    reply = { id, ok: false, message: error instanceof Error ? error.message.slice(0, 500) : String(error) };
  }
  parentPort?.postMessage(reply);
});
