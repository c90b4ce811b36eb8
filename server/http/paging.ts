// Lists: every one is asked with `page` and `pageSize` and answers `{items, total, page, pageSize}`.
import { z } from 'zod';

/** Spread into a list's query schema. */
export const paging = {
  page: z.int().min(1).max(100_000).default(1).describe('Page, from 1'),
  pageSize: z.int().min(1).max(200).default(20).describe('Rows a page, at most 200'),
};

export interface Paging {
  page: number;
  pageSize: number;
}
export interface Page<T> extends Paging {
  items: T[];
  total: number;
}

export const pageOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({
    items: z.array(item).describe('The rows of this page'),
    total: z.int().min(0).describe('Rows on all pages'),
    page: paging.page,
    pageSize: paging.pageSize,
  });

/** The part of a store query that fetches one page. */
export const window = ({ page, pageSize }: Paging) => ({ skip: (page - 1) * pageSize, limit: pageSize });

/** One page of rows that are all at hand. */
export function pageFrom<T>(rows: readonly T[], { page, pageSize }: Paging): Page<T> {
  const start = (page - 1) * pageSize;
  return { items: rows.slice(start, start + pageSize), total: rows.length, page, pageSize };
}
