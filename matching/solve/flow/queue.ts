// Whole numbers in the order of their keys: a binary heap.
export class Queue {
  size = 0;
  private keys = new Float64Array(64);
  private items = new Int32Array(64);

  clear(): void {
    this.size = 0;
  }

  /** The least key. */
  get least(): number {
    return this.keys[0] as number;
  }

  add(item: number, key: number): void {
    if (this.size === this.keys.length) this.grow();
    const { keys, items } = this;
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((keys[above] as number) <= key) break;
      keys[at] = keys[above] as number;
      items[at] = items[above] as number;
      at = above;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Takes out the item of the least key. */
  take(): number {
    const { keys, items } = this;
    const first = items[0] as number;
    const last = --this.size;
    const key = keys[last] as number;
    const item = items[last] as number;
    let at = 0;
    for (let below = 1; below < last; below = 2 * at + 1) {
      if (below + 1 < last && (keys[below + 1] as number) < (keys[below] as number)) below++;
      if ((keys[below] as number) >= key) break;
      keys[at] = keys[below] as number;
      items[at] = items[below] as number;
      at = below;
    }
    keys[at] = key;
    items[at] = item;
    return first;
  }

  private grow(): void {
    const { keys, items } = this;
    this.keys = new Float64Array(2 * keys.length);
    this.items = new Int32Array(2 * items.length);
    this.keys.set(keys);
    this.items.set(items);
  }
}
