// A source as the files write it (an address, a name, or both) as the record keeps it.
import type { Source } from '../../server/store/records.js';
import { filled } from './cells.js';

const address = /https?:\/\/[^\s;]+/g;

export const sourceCell = filled.refine(
  (text) => (text.match(address) ?? []).every((url) => URL.canParse(url)),
  'cell.not-an-address',
);

/** The first address is the url; in the name each address stands as its host, the remarks around it are kept. */
export function sourceOf(text: string, date: string, quality: string): Source {
  const urls = text.match(address) ?? [];
  return {
    name: text.replace(address, (url) => new URL(url).host.replace(/^www\./, '')),
    url: urls[0] ?? '',
    date,
    quality,
  };
}
