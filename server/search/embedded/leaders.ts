// The first few of many in their order, without putting the many in order.

/** Keeps the `most` that come first by `compare`; a heap with the last of them on top. */
export class Leaders {
  readonly #heap: number[] = [];
  readonly #most: number;
  readonly #compare: (a: number, b: number) => number;

  constructor(most: number, compare: (a: number, b: number) => number) {
    this.#most = most;
    this.#compare = compare;
  }

  /** Whoever does not come before it is not kept; undefined while there is room. */
  get last(): number | undefined {
    return this.#heap.length < this.#most ? undefined : this.#heap[0];
  }

  offer(item: number): void {
    const heap = this.#heap;
    if (heap.length < this.#most) this.#rise(heap.push(item) - 1, item);
    else if (heap.length > 0 && this.#compare(item, heap[0] ?? item) < 0) this.#sink(item);
  }

  inOrder(): number[] {
    return [...this.#heap].sort(this.#compare);
  }

  #rise(from: number, item: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      const above = heap[parent] ?? item;
      if (this.#compare(above, item) >= 0) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = item;
  }

  #sink(item: number): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const child =
        left + 1 < heap.length && this.#compare(heap[left + 1] ?? item, heap[left] ?? item) > 0 ? left + 1 : left;
      const below = heap[child] ?? item;
      if (this.#compare(item, below) >= 0) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = item;
  }
}
