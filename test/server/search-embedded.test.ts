import { embeddedSearch } from '../../server/search/embedded/engine.js';
import { searchContract } from '../contract/search.contract.js';

searchContract('the embedded engine', async () => embeddedSearch());
