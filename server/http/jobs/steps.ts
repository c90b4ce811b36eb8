// How far a job is, and who is to hear of the next step.
export class Steps<Progress> {
  readonly #listeners = new Set<(progress: Progress) => void>();
  #last: Progress;

  constructor(first: Progress) {
    this.#last = first;
  }

  get last(): Progress {
    return this.#last;
  }

  readonly tell = (step: Progress): void => {
    this.#last = step;
    for (const heard of this.#listeners) heard(step);
  };

  /** Calls `heard` at each step from now on; the answer stops it. */
  readonly follow = (heard: (progress: Progress) => void): (() => void) => {
    this.#listeners.add(heard);
    return () => void this.#listeners.delete(heard);
  };
}
