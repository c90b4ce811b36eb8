// Reads the reference data: small tables, filtered where they are.
import { fold } from '../../../matching/index.js';
import { Failure } from '../../failures.js';
import { type Page, type Paging, pageFrom } from '../../http/paging.js';
import type { Collection, Collections } from '../../store/port.js';
import type { PartnerRecord, ProvinceRecord, Records } from '../../store/records.js';
import { provincesNamed } from './names.js';
import type { PartnerQuery, ProvinceQuery } from './schema.js';

export type ReferenceName = 'themes' | 'forms' | 'regions' | 'provinces' | 'partners';

export class Reference {
  readonly #store: Collections;

  constructor(store: Collections) {
    this.#store = store;
  }

  async get<K extends ReferenceName>(name: K, code: string): Promise<Records[K]> {
    const collection: Collection<K> = this.#store[name];
    const found = await collection.get(code);
    if (!found) throw new Failure('request.not-found');
    return found;
  }

  async list<K extends 'themes' | 'forms' | 'regions'>(name: K, paging: Paging): Promise<Page<Records[K]>> {
    const collection: Collection<K> = this.#store[name];
    return pageFrom(await collection.find(), paging);
  }

  async provinces({ name, region, ...paging }: ProvinceQuery): Promise<Page<ProvinceRecord>> {
    const where = region ? { region: { in: region } } : {};
    const found = await this.#store.provinces.find({ where });
    return pageFrom(name === undefined ? found : provincesNamed(found, name), paging);
  }

  async partners({ q, country, kind, group, ...paging }: PartnerQuery): Promise<Page<PartnerRecord>> {
    const where = {
      ...(country && { countries: { in: country } }),
      ...(kind && { kind: { in: kind } }),
      ...(group && { group: { in: group } }),
    };
    const found = await this.#store.partners.find({ where });
    return pageFrom(q === undefined ? found : found.filter((partner) => hasWords(partner, q)), paging);
  }
}

function hasWords(partner: PartnerRecord, q: string): boolean {
  const { name, countryName, abbreviation } = partner;
  const text = fold([partner.id, name.vi, name.en, countryName.vi, countryName.en, abbreviation].join(' '));
  return fold(q)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
