// The answer set solver, ready to run.
import clingo from 'clingo-wasm';
import type { Clingo } from '../../matching/index.js';

/** On one thread: with several the same question might get another answer. */
const parameters = { singleThreaded: true };

/** It keeps the memory it once took: for each large question load a new one. */
export async function loadClingo(): Promise<Clingo> {
  const { info } = console;
  // The package announces itself on standard output, which belongs to whoever prints JSON there.
  console.info = () => {};
  try {
    return await clingo.init(parameters);
  } finally {
    console.info = info;
  }
}
