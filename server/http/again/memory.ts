// Answers given before, for readers with the same rights who ask the same: as long as nothing has been written since, and
// never into the next second, in which a posting may have expired.
import type { Request } from 'express';

const second = 1000;
const mostBytes = 16_000_000;

export interface Remembered {
  /** JSON as it is sent. */
  body: Buffer;
  /** Of the record; null when there is none. */
  version: number | null;
}

export type Keep = (answer: Remembered) => void;

interface Kept extends Remembered {
  until: number;
}

export class AnswerMemory {
  readonly #stateOfAll: () => string | null;
  readonly #answers = new Map<string, Kept>();
  #state: string | null = null;
  #bytes = 0;

  /** `stateOfAll`: another one after each change of what answers are made of; null when that cannot be known. */
  constructor(stateOfAll: () => string | null) {
    this.#stateOfAll = stateOfAll;
  }

  /** The answer to the same question, or how to keep the one that is now being made; null when none is kept. */
  recall(req: Request): Remembered | Keep | null {
    const state = this.#stateOfAll();
    if (state === null) return null;
    if (state !== this.#state) {
      this.#answers.clear();
      this.#bytes = 0;
      this.#state = state;
    }
    const question = questionOf(req);
    const now = req.act.now.getTime();
    const kept = this.#answers.get(question);
    if (kept && now < kept.until) return kept;
    return (answer) => {
      // What was written meanwhile may or may not be in it.
      if (this.#stateOfAll() === state && this.#state === state)
        this.#keep(question, { ...answer, until: (Math.floor(now / second) + 1) * second });
    };
  }

  #keep(question: string, answer: Kept): void {
    this.#drop(question);
    this.#answers.set(question, answer);
    this.#bytes += answer.body.length;
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= mostBytes) break;
      this.#drop(oldest);
    }
  }

  #drop(question: string): void {
    this.#bytes -= this.#answers.get(question)?.body.length ?? 0;
    this.#answers.delete(question);
  }
}

/** What an answer depends on besides what is stored: the address asked, the reader's rights and language. */
function questionOf({ originalUrl, act: { account, locale } }: Request): string {
  const rights = account && `${account.role} ${account.organisation.kind}:${account.organisation.code}`;
  return `${rights} ${locale} ${originalUrl}`;
}
