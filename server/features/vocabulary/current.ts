// The concept matcher for the vocabulary as it is stored: built when first asked for, and again after each change.
import { type ConceptMatcher, conceptMatcher } from '../../../matching/index.js';
import { vocabularyStamp } from '../../store/declarations.js';
import type { Collections } from '../../store/port.js';

export class CurrentVocabulary {
  readonly #store: Collections;
  #stamp = '';
  #matcher: Promise<ConceptMatcher> | null = null;

  constructor(store: Collections) {
    this.#store = store;
  }

  /** The stamp is compared each time, since another process may have changed the vocabulary. */
  async matcher(): Promise<ConceptMatcher> {
    const stamp = (await this.#store.meta.get(vocabularyStamp))?.value ?? '';
    if (stamp !== this.#stamp) this.#matcher = null;
    this.#stamp = stamp;
    this.#matcher ??= this.#build().catch((error: unknown) => {
      this.#matcher = null;
      throw error;
    });
    return this.#matcher;
  }

  async #build(): Promise<ConceptMatcher> {
    const { themes, terms, termBlocks } = this.#store;
    return conceptMatcher({ themes: await themes.find(), terms: await terms.find(), blocks: await termBlocks.find() });
  }
}
