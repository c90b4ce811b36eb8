// Words that find nothing are kept, without the person, so that the vocabulary can grow by what people ask for.
import { fold } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import { type Page, type Paging, window } from '../../http/paging.js';
import type { Store } from '../../store/port.js';
import type { MissedQueryRecord } from '../../store/records.js';

const lostRaces = ['store.duplicate', 'store.version-conflict'];
const longest = 200;
const mostKept = 10_000;
/** An address or a number is a person's, not a subject. */
const personal = /@|\d[\d .-]{5,}\d/;

export async function keepMissed(store: Store, query: string, now: Date): Promise<void> {
  const words = query.trim().replace(/\s+/g, ' ').slice(0, longest);
  const id = fold(words);
  if (!/\p{L}/u.test(id) || personal.test(words)) return;
  const at = now.toISOString();
  const counting = store.transaction(async (tx) => {
    const known = await tx.missedQueries.get(id);
    if (known) await tx.missedQueries.replace({ ...known, times: known.times + 1, lastAt: at });
    else if ((await tx.missedQueries.count()) < mostKept)
      await tx.missedQueries.insert({ id, query: words, times: 1, firstAt: at, lastAt: at });
  });
  // Somebody else is counting the same words this moment; one time less does not matter, a failed search would.
  await counting.catch((error: unknown) => {
    if (!(error instanceof Failure) || !lostRaces.includes(error.code)) throw error;
  });
}

/** The most frequent first. */
export async function missedPage(store: Store, paging: Paging): Promise<Page<MissedQueryRecord>> {
  const sort = [
    ['times', 'desc'],
    ['lastAt', 'desc'],
  ] as const;
  const items = await store.missedQueries.find({ sort, ...window(paging) });
  return { items, total: await store.missedQueries.count(), ...paging };
}
