// The two servers behind lines that can be cut: as a process of the service sees them.
import { type MongoServer, onMongoServer } from '../mongo.js';
import { type Line, lineTo } from '../proxy.js';
import { onSearchServer, type SearchServer } from '../search/meilisearch.js';

/** Runs `tests` where both servers are named; skipped, aloud, without one of them. */
export function onBothServers(what: string, tests: (mongo: MongoServer, search: SearchServer) => void): void {
  onMongoServer(what, (mongo) => onSearchServer('with Meilisearch', (search) => tests(mongo, search)));
}

/** A line to the store, and its address through the line. */
export async function lineToStore({ uri, addressOf }: MongoServer, database: string): Promise<[Line, string]> {
  const [, host = '', port = '27017'] = /^mongodb:\/\/(?:[^@/]*@)?([^:/,?]+)(?::(\d+))?/.exec(uri) ?? [];
  const line = await lineTo(host, Number(port));
  const address = new URL(addressOf(database).replace(/^mongodb:/, 'http:'));
  address.host = `127.0.0.1:${line.port}`;
  const wanted = {
    directConnection: 'true',
    retryWrites: 'false',
    serverSelectionTimeoutMS: '1000',
    heartbeatFrequencyMS: '500',
  };
  for (const [name, value] of Object.entries(wanted)) address.searchParams.set(name, value);
  return [line, address.href.replace(/^http:/, 'mongodb:')];
}

export async function lineToSearch({ url }: SearchServer): Promise<[Line, string]> {
  const { hostname, port } = new URL(url);
  const line = await lineTo(hostname, Number(port));
  return [line, `http://127.0.0.1:${line.port}`];
}
