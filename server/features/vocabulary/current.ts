// The concept matcher for the vocabulary as it is stored: built when first asked for, and again after each change.
import { type ConceptMatcher, conceptMatcher } from '../../../matching/index.js';
import type { Collections } from '../../store/port.js';

export class CurrentVocabulary {
  readonly #store: Collections;
  #matcher: Promise<ConceptMatcher> | null = null;

  constructor(store: Collections) {
    this.#store = store;
  }

  matcher(): Promise<ConceptMatcher> {
    this.#matcher ??= this.#build().catch((error: unknown) => {
      this.#matcher = null;
      throw error;
    });
    return this.#matcher;
  }

  forget(): void {
    this.#matcher = null;
  }

  async #build(): Promise<ConceptMatcher> {
    const { themes, terms, termBlocks } = this.#store;
    return conceptMatcher({
      themes: await themes.find(),
      terms: await terms.find(),
      blocks: await termBlocks.find(),
    });
  }
}
