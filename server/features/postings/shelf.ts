// One page of the postings a reader may see.
import type { Account } from '../../http/act.js';
import { type Page, type Paging, window } from '../../http/paging.js';
import type { Collection, Where } from '../../store/port.js';
import type { PostingKind, PostingRecord } from '../../store/records.js';
import { seesEverything } from './policy.js';
import type { PostingQuery } from './schema.js';

type Postings = Collection<'postings'>;
type Asked = Where<'postings'>;
type Order = 'asc' | 'desc';

export async function visiblePage(
  postings: Postings,
  account: Account,
  kind: PostingKind,
  query: PostingQuery,
): Promise<Page<PostingRecord>> {
  const { status, province, partner, theme, country, mine, sort, page, pageSize } = query;
  const among = (codes: readonly string[] | undefined) => codes && { in: codes };
  const asked: Asked = {
    kind,
    status: among(status),
    provinces: among(province),
    partners: among(partner),
    themes: among(theme),
    countries: among(country),
  };
  const own: Asked = {
    ...asked,
    'owner.kind': account.organisation.kind,
    'owner.code': account.organisation.code,
  };
  const order = sort === 'newest' ? 'desc' : 'asc';
  const paging = { page, pageSize };
  if (mine) return pageOf(postings, own, order, paging);
  if (seesEverything(account)) return pageOf(postings, asked, order, paging);
  if (status && !status.includes('published')) return pageOf(postings, own, order, paging);
  return pageOfBoth(postings, own, { ...asked, status: 'published', visibility: 'public' }, order, paging);
}

async function pageOf(postings: Postings, where: Asked, order: Order, paging: Paging): Promise<Page<PostingRecord>> {
  const items = await postings.find({ where, sort: [['updatedAt', order]], ...window(paging) });
  return { items, total: await postings.count(where), ...paging };
}

/**
 * The store knows no "or": one's own postings and everybody's open ones are asked for apart, up to the end of the page,
 * and merged; a posting that is both counts once.
 */
async function pageOfBoth(
  postings: Postings,
  own: Asked,
  open: Asked,
  order: Order,
  paging: Paging,
): Promise<Page<PostingRecord>> {
  const { skip, limit } = window(paging);
  const upToHere = (where: Asked) => postings.find({ where, sort: [['updatedAt', order]], limit: skip + limit });
  const both = new Map([...(await upToHere(own)), ...(await upToHere(open))].map((posting) => [posting.id, posting]));
  const ownAndOpen: Asked = { ...own, status: open.status, visibility: open.visibility };
  const total = (await postings.count(own)) + (await postings.count(open)) - (await postings.count(ownAndOpen));
  const items = [...both.values()].sort(byUpdate(order)).slice(skip, skip + limit);
  return { items, total, ...paging };
}

const byUpdate = (order: Order) => (a: PostingRecord, b: PostingRecord) => {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt === (order === 'asc') ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};
