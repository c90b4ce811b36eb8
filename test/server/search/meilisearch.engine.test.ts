// The whole search contract, and what Meilisearch alone has to prove, on the server that TEST_MEILI_URL names.
import { afterAll, jest, test } from '@jest/globals';
import { enginesOn, searchServer } from '../../arrange/meilisearch.js';
import { searchContract } from '../../contract/search.contract.js';

// Every engine has an index of its own, and a server takes its time to make one.
jest.setTimeout(180_000);

const server = searchServer();

if (server === null) {
  const reason = 'TEST_MEILI_URL names no server';
  console.log(`SKIPPED: the search contract on Meilisearch: ${reason}`);
  test.skip(`Meilisearch – SKIPPED: ${reason}`, () => {});
} else {
  const engines = enginesOn(server, 'contract');
  afterAll(() => engines.clean());
  searchContract('Meilisearch', () => engines.fresh());
}
