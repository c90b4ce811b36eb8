// A search engine that can be switched off, as one on a server of its own may be at any time; its index is kept meanwhile.
import { Failure } from '../../../server/failures.js';
import type { SearchEngine } from '../../../server/search/port.js';

export interface Outage {
  isDown: boolean;
  /** The index is gone, and has to be built anew. */
  isLost: boolean;
}

export function switchable(engine: SearchEngine): { engine: SearchEngine; outage: Outage } {
  const outage: Outage = { isDown: false, isLost: true };
  const unlessDown =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (outage.isDown) throw new Failure('search.unavailable', { reason: 'switched off' });
      return work(...args);
    };
  return {
    outage,
    engine: {
      durable: true,
      put: unlessDown(engine.put),
      remove: unlessDown(engine.remove),
      search: unlessDown(engine.search),
      settled: unlessDown(engine.settled),
      ping: unlessDown(engine.ping),
      close: engine.close,
      resume: unlessDown(async () => !outage.isLost),
      rebuild: unlessDown(async (documents, vocabulary) => {
        const built = await engine.rebuild(documents, vocabulary);
        outage.isLost = false;
        return built;
      }),
    },
  };
}
