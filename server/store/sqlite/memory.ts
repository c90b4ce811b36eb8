// What was read lately of collections that have not changed since. Nothing else can change them: the file has one owner.

/** Of one answer, and of all answers about a collection; an answer without rows counts as one. */
const mostRows = { answer: 500, collection: 3000 };

interface Answer {
  /** Frozen, because it is shared. */
  value: unknown;
  rows: number;
}

export class Memory {
  readonly #collections = new Map<string, Answers>();

  /** The earlier answer to the same question, or what `ask` answers now. */
  recall<T>(collection: string, question: string, ask: () => { value: T; rows: number }): T {
    const answers = this.#collections.get(collection) ?? new Answers();
    this.#collections.set(collection, answers);
    const earlier = answers.get(question);
    if (earlier) return earlier.value as T;
    const answer = ask();
    if (answer.rows <= mostRows.answer) {
      freeze(answer.value);
      answers.keep(question, { ...answer, rows: Math.max(answer.rows, 1) });
    }
    return answer.value;
  }

  /** The collections have changed. */
  forget(collections: Iterable<string>): void {
    for (const collection of collections) this.#collections.delete(collection);
  }
}

/** Those asked for last; the others make room. */
class Answers {
  readonly #byQuestion = new Map<string, Answer>();
  #rows = 0;

  get(question: string): Answer | undefined {
    const found = this.#byQuestion.get(question);
    if (!found) return undefined;
    this.#byQuestion.delete(question);
    this.#byQuestion.set(question, found);
    return found;
  }

  keep(question: string, answer: Answer): void {
    this.#byQuestion.set(question, answer);
    this.#rows += answer.rows;
    for (const [oldest, { rows }] of this.#byQuestion) {
      if (this.#rows <= mostRows.collection) break;
      this.#byQuestion.delete(oldest);
      this.#rows -= rows;
    }
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}
