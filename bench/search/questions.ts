// What people might ask a search box: terms in both languages, with and without marks, places, typos, beginnings; and filters.
import { fold } from '../../matching/index.js';
import type { Seed } from '../../seed/read.js';
import type { SearchRequest } from '../../server/search/port.js';
import { type Random, random } from '../random.js';

/** Half of them with filters; the same ones for the same seed. */
export function questions(seed: Seed, count: number, from = 2): SearchRequest[] {
  const chance = random(from);
  return Array.from({ length: count }, (_, index) => ({
    query: asked(seed, chance),
    filters: index % 2 === 0 ? {} : filters(seed, chance),
    ...(index % 8 === 7 && { yearFrom: 2018, yearTo: 2024 }),
    reader: chance.below(2) === 0 ? { all: true, owner: null } : { all: false, owner: 'province:68' },
    sort: chance.below(5) === 0 ? 'newest' : 'relevance',
    page: 1 + (chance.below(6) === 0 ? 1 : 0),
    pageSize: 20,
  }));
}

function asked({ terms, themes, provinces, partners }: Seed, chance: Random): string {
  const term = chance.pick(terms);
  const theme = chance.pick(themes);
  const words = [
    () => term.vi,
    () => term.en,
    () => fold(term.vi),
    () => `${term.vi} ${chance.pick(provinces).name.vi}`,
    () => chance.pick(theme.synonyms.vi),
    () => `${term.en} ${chance.pick(partners).countryName.en}`,
    () => `"${term.vi}"`,
    () => mistyped(term.en, chance),
    () => term.vi.slice(0, 1 + Math.ceil(term.vi.length / 2)),
    () => chance.pick([...theme.abbreviations, theme.id]),
    () => 'hợp tác phát triển nông nghiệp',
    () => '',
  ];
  return chance.pick(words)();
}

/** Two letters change places. */
function mistyped(text: string, chance: Random): string {
  const at = chance.below(Math.max(text.length - 1, 1));
  return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}

function filters({ themes, provinces, regions }: Seed, chance: Random): SearchRequest['filters'] {
  const codes = (records: readonly { id: string }[], most: number) =>
    chance.some(records, 1 + chance.below(most)).map(({ id }) => id);
  return chance.pick([
    () => ({ kind: [chance.pick(['need', 'offer'])] }),
    () => ({ theme: codes(themes, 3) }),
    () => ({ province: codes(provinces, 3), kind: ['need'] }),
    () => ({ region: codes(regions, 2), theme: codes(themes, 4), status: ['published'] }),
  ])();
}
