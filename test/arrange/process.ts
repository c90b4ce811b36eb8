// A process of the project's own: what it said and how it ended.
import { type ChildProcess, spawn } from 'node:child_process';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}
export interface Started {
  child: ChildProcess;
  /** Resolves with the first match in what the process says; rejects when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Ended>;
}

const running = new Set<ChildProcess>();

/** Kills what a failed test has left behind. */
export function killLeft(): void {
  for (const child of running) child.kill('SIGKILL');
}

export function start(script: string, args: readonly string[], env: Record<string, string>, cwd?: string): Started {
  const child = spawn(process.execPath, [script, ...args], { env: { PATH: process.env.PATH, ...env }, cwd });
  running.add(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, ...said });
    });
  });
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(said.out);
        if (match) resolve(match);
      };
      child.stdout.on('data', look);
      look();
      ended.then(() => reject(new Error(`ended without saying ${pattern}: ${said.err}`)));
    });
  return { child, says, ended };
}
