// Whether the codes a posting names exist, and fit the mission that passes it on.
import type { Issue } from '../../../failures.js';
import type { Collection, Collections } from '../../../store/port.js';
import type { Organisation, PartnerRecord, Records } from '../../../store/records.js';
import { invalid } from './content.js';
import type { NewPosting } from './written.js';

type Store = Pick<Collections, 'themes' | 'forms' | 'provinces' | 'partners'>;

/** Fails with `input.invalid`, every unknown code an issue of its own. */
export async function requireKnown(store: Store, written: NewPosting): Promise<void> {
  const issues = await unknownCodes(store, written);
  if (issues.length > 0) throw invalid(...issues);
}

type Codes = Pick<NewPosting, 'themes' | 'forms' | 'countries' | 'provinces' | 'partners' | 'province' | 'partner'>;

export async function unknownCodes(store: Store, written: Codes): Promise<Issue[]> {
  const { themes, forms, countries, provinces, partners, province, partner } = written;
  const lead = (pointer: string, code: string | undefined) => (code === undefined ? [] : [{ pointer, code }]);
  return [
    ...(await unknown(store.themes, places('/themes', themes), 'posting.unknown-theme')),
    ...(await unknown(store.forms, places('/forms', forms), 'posting.unknown-form')),
    ...(await unknownCountries(store, countries)),
    ...(await unknown(
      store.provinces,
      [...lead('/province', province), ...places('/provinces', provinces)],
      'posting.unknown-province',
    )),
    ...(await unknown(
      store.partners,
      [...lead('/partner', partner), ...places('/partners', partners)],
      'posting.unknown-partner',
    )),
  ];
}

/** The countries an offer comes from when it does not say: its owner's. */
export async function countriesOf(store: Store, owner: Organisation): Promise<string[]> {
  if (owner.kind === 'mission') return [owner.code];
  if (owner.kind !== 'partner') return [];
  return (await store.partners.get(owner.code))?.countries ?? [];
}

/** A mission passes on what partners of its host country offer, and nobody else's. Fails with `input.invalid`. */
export async function requireHostCountry(
  store: Store,
  owner: Organisation,
  { countries, partners }: { countries: readonly string[]; partners: readonly string[] },
): Promise<void> {
  if (owner.kind !== 'mission') return;
  const found = await byId(store.partners, partners);
  const issues: Issue[] = partners.flatMap((code, index) => {
    const isHost = (found.get(code) as PartnerRecord | undefined)?.countries.includes(owner.code);
    const pointer = index === 0 ? '/partner' : `/partners/${index}`;
    return isHost ? [] : [{ pointer, code: 'posting.partner-elsewhere', params: { code, country: owner.code } }];
  });
  if (!countries.includes(owner.code))
    issues.push({ pointer: '/countries', code: 'posting.country-elsewhere', params: { country: owner.code } });
  if (issues.length > 0) throw invalid(...issues);
}

interface Place {
  pointer: string;
  code: string;
}
const places = (pointer: string, codes: readonly string[]): Place[] =>
  codes.map((code, index) => ({ pointer: `${pointer}/${index}`, code }));

async function unknown<K extends keyof Store>(
  collection: Collection<K>,
  named: readonly Place[],
  code: string,
): Promise<Issue[]> {
  const found = await byId(
    collection,
    named.map((place) => place.code),
  );
  return named
    .filter((place) => !found.has(place.code))
    .map((place) => ({ pointer: place.pointer, code, params: { code: place.code } }));
}

async function byId<K extends keyof Store>(
  collection: Collection<K>,
  ids: readonly string[],
): Promise<Map<string, Records[K]>> {
  if (ids.length === 0) return new Map();
  const found = await collection.find({ where: { id: { in: ids } } });
  return new Map(found.map((record) => [record.id, record]));
}

/** A country is known when a partner stands for it. */
async function unknownCountries(store: Store, countries: readonly string[]): Promise<Issue[]> {
  if (countries.length === 0) return [];
  const partners = await store.partners.find({ where: { countries: { in: countries } } });
  const known = new Set(partners.flatMap((partner) => partner.countries));
  return places('/countries', countries)
    .filter(({ code }) => !known.has(code))
    .map(({ pointer, code }) => ({ pointer, code: 'posting.unknown-country', params: { code } }));
}
