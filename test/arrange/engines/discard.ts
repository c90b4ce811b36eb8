// Run by itself after the tests of TEST_RUN: drops what they have left on the servers.
import { databasesOf, dropDatabase } from './database.js';
import { dropIndexesOf } from './index-of-run.js';
import { runName } from './place.js';

if (process.env.TEST_MONGODB_URI) for (const name of await databasesOf(runName())) await dropDatabase(name);
if (process.env.TEST_MEILI_URL) await dropIndexesOf(runName());
