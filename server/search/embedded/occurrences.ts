// The documents that have a word, in ascending order, and beside each the weight of the word in it.

export class Occurrences {
  #documents: Uint32Array;
  #weights: Float32Array;
  #size: number;

  /** @param documents in ascending order, `weights` beside them. */
  constructor(documents: Uint32Array = new Uint32Array(), weights: Float32Array = new Float32Array()) {
    this.#documents = documents;
    this.#weights = weights;
    this.#size = documents.length;
  }

  get size(): number {
    return this.#size;
  }

  get documents(): Uint32Array {
    return this.#documents.subarray(0, this.#size);
  }

  get weights(): Float32Array {
    return this.#weights.subarray(0, this.#size);
  }

  /** The document must not be there yet. */
  add(document: number, weight: number): void {
    if (this.#size === this.#documents.length) this.#grow();
    const last = this.#documents[this.#size - 1];
    let at = this.#size;
    if (last !== undefined && last > document) {
      at = this.#placeOf(document);
      this.#documents.copyWithin(at + 1, at, this.#size);
      this.#weights.copyWithin(at + 1, at, this.#size);
    }
    this.#documents[at] = document;
    this.#weights[at] = weight;
    this.#size += 1;
  }

  /** The document must be there. */
  remove(document: number): void {
    const at = this.#placeOf(document);
    this.#documents.copyWithin(at, at + 1, this.#size);
    this.#weights.copyWithin(at, at + 1, this.#size);
    this.#size -= 1;
  }

  #placeOf(document: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#documents[middle] ?? 0) < document) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const room = Math.ceil(1.5 * this.#size) + 2;
    const documents = new Uint32Array(room);
    const weights = new Float32Array(room);
    documents.set(this.#documents);
    weights.set(this.#weights);
    this.#documents = documents;
    this.#weights = weights;
  }
}
