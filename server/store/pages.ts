// Walking through a collection by id: what is written or removed meanwhile shifts no page, and others get their turn.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Collection, Condition } from './port.js';
import type { PostingRecord } from './records.js';

const pageSize = 100;

/** The postings that fit, by id, some at a time. `where` must not speak of the id. */
export async function* postingPages(
  postings: Pick<Collection<'postings'>, 'find'>,
  where: { readonly kind?: Condition; readonly status?: Condition } = {},
): AsyncGenerator<PostingRecord[]> {
  for (let last = ''; ; ) {
    const page = await postings.find({
      where: { ...where, id: { gt: last } },
      sort: [['id', 'asc']],
      limit: pageSize,
    });
    const end = page.at(-1);
    if (!end) return;
    yield page;
    if (page.length < pageSize) return;
    last = end.id;
    await breathe();
  }
}
