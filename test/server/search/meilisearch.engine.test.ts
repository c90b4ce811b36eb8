// The whole search contract on a real server.
import { jest } from '@jest/globals';
import { onSearchServer } from '../../arrange/search/meilisearch.js';
import { searchContract } from '../../contract/search.contract.js';

// A server that may be busy, and keeps what it is given.
jest.setTimeout(300_000);

onSearchServer('the search contract on Meilisearch', ({ openEmptied }) => searchContract('Meilisearch', openEmptied));
