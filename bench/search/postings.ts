// As many postings as a benchmark needs, made of the seeded ones and as long as they are: a clause of another one, here and
// there a term, other places, partners and years.
import type { Seed } from '../../seed/read.js';
import type { Fresh } from '../../server/store/port.js';
import type { Bilingual, PostingRecord, TermRecord } from '../../server/store/records.js';
import { type Random, random } from '../random.js';

type Posting = Fresh<PostingRecord>;

/** The same postings for the same seed; nine in ten published. */
export function generatedPostings(seed: Seed, count: number, from = 1): Posting[] {
  const chance = random(from);
  const models = seed.postings.map((posting) => {
    const near = ({ themes }: { themes: readonly string[] }) => themes.some((theme) => posting.themes.includes(theme));
    return {
      posting,
      alike: seed.postings.filter((other) => other.kind === posting.kind && near(other)),
      terms: seed.terms.filter(near),
    };
  });
  return Array.from({ length: count }, (_, index) => generated(seed, chance.pick(models), index, chance));
}

interface Model {
  posting: Posting;
  /** Of the same kind, with a theme in common. */
  alike: readonly Posting[];
  terms: readonly Fresh<TermRecord>[];
}

function generated(
  { provinces, partners }: Seed,
  { posting: model, alike, terms }: Model,
  index: number,
  chance: Random,
): Posting {
  const other = chance.pick(alike);
  const named = chance.some(terms, chance.below(2));
  const place = chance.pick(provinces);
  const partner = chance.pick(partners);
  const year = 2012 + chance.below(15);
  const at = new Date(Date.UTC(year, chance.below(12), 1 + chance.below(28), chance.below(24))).toISOString();
  const unit = chance.pick([place.name.vi, ...place.formerUnits.map(({ name }) => name)]);
  const isNeed = model.kind === 'need';
  return {
    ...model,
    id: `G${String(index).padStart(6, '0')}`,
    status: chance.below(10) > 0 ? 'published' : chance.pick(['draft', 'submitted', 'closed', 'expired']),
    title: joined(' – ', model.title, { vi: unit, en: place.name.en }),
    summary: joined(' ', mixed(model.summary, other.summary, chance), ...named),
    themes: [...new Set([...model.themes, ...chance.some(other.themes, 1)])],
    provinces: isNeed || chance.below(2) > 0 ? [place.id] : [],
    countries: partner.countries.slice(0, 3),
    partners: isNeed && chance.below(2) > 0 ? [] : [partner.id],
    namedAs: isNeed ? unit : partner.name.vi,
    counterpartNamedAs: isNeed ? partner.countryName.vi : unit,
    yearFrom: year,
    yearTo: year + chance.below(2),
    yearText: String(year),
    visibility: chance.below(20) > 0 ? 'public' : 'restricted',
    owner: isNeed ? { kind: 'province', code: place.id } : { kind: 'partner', code: partner.id },
    publishedAt: at,
    createdAt: at,
    updatedAt: at,
  };
}

/** A text with one of its clauses from another, the same one in both languages as far as they run alike. */
function mixed(text: Bilingual, other: Bilingual, chance: Random): Bilingual {
  const which = chance.below(4);
  const mix = (own: string, foreign: string) => {
    const [clauses, others] = [own.split(/(?<=[;,])\s+/), foreign.split(/(?<=[;,])\s+/)];
    return clauses.with(which % clauses.length, others[which % others.length] ?? '').join(' ');
  };
  return { vi: mix(text.vi, other.vi), en: mix(text.en, other.en) };
}

function joined(mark: string, ...texts: readonly Bilingual[]): Bilingual {
  const join = (parts: readonly string[]) => parts.filter((part) => part !== '').join(mark);
  return { vi: join(texts.map(({ vi }) => vi)), en: join(texts.map(({ en }) => en)) };
}
