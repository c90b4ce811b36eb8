// What every search engine promises; the embedded one always answers for it, a server when its address is set.
import { describe } from '@jest/globals';
import type { SearchEngine } from '../../server/search/port.js';
import { filtersContract } from './search/filters.js';
import { vocabularyContract } from './search/vocabulary.js';
import { wordsContract } from './search/words.js';
import { writesContract } from './search/writes.js';

/** @param makeEngine a new, empty engine each time; the contract closes it. */
export function searchContract(name: string, makeEngine: () => Promise<SearchEngine>): void {
  describe(`${name} as a search engine`, () => {
    wordsContract(makeEngine);
    vocabularyContract(makeEngine);
    filtersContract(makeEngine);
    writesContract(makeEngine);
  });
}
