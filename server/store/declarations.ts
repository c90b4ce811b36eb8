// Which fields of a record can be asked for; both adapters build their indexes from this.
import type { CollectionName } from './records.js';

/**
 * `unique` and `fields` can be asked and sorted by (dots reach into objects); `arrays` can be asked ("contains").
 * `together`: fields that are often asked at once, those asked for one value first, where each alone would find too much.
 */
export interface Declaration {
  readonly unique: readonly string[];
  readonly fields: readonly string[];
  readonly arrays: readonly string[];
  readonly together?: readonly (readonly string[])[];
}
const declare = <const U extends string = never, const F extends string = never, const A extends string = never>(d: {
  unique?: readonly U[];
  fields?: readonly F[];
  arrays?: readonly A[];
  together?: readonly (readonly F[])[];
}) => ({ unique: d.unique ?? [], fields: d.fields ?? [], arrays: d.arrays ?? [], together: d.together ?? [] });

export const declarations = {
  accounts: declare({ unique: ['email'], fields: ['role'] }),
  sessions: declare({ fields: ['account', 'expiresAt'] }),
  tokens: declare({ unique: ['hash'], fields: ['account', 'expiresAt'] }),
  attempts: declare({ fields: ['resetAt'] }),
  audit: declare({ fields: ['at', 'actor', 'subject'] }),
  themes: declare({}),
  forms: declare({}),
  regions: declare({}),
  provinces: declare({ fields: ['region'] }),
  partners: declare({ fields: ['group', 'kind', 'name.vi'], arrays: ['countries'] }),
  terms: declare({}),
  termBlocks: declare({}),
  postings: declare({
    fields: [
      'kind',
      'status',
      'visibility',
      'updatedAt',
      'publishedAt',
      'expiresAt',
      'yearFrom',
      'owner.kind',
      'owner.code',
    ],
    arrays: ['themes', 'provinces', 'partners', 'countries'],
    together: [['status', 'expiresAt']],
  }),
  events: declare({ unique: ['slug'], fields: ['status', 'date'], arrays: ['partners', 'themes'] }),
  proposals: declare({ fields: ['event', 'createdAt', 'status'] }),
  timetables: declare({ fields: ['event'] }),
  outbox: declare({ fields: ['at', 'subject'] }),
  missedQueries: declare({ fields: ['times', 'lastAt'] }),
  leases: declare({}),
  idempotency: declare({ fields: ['expiresAt'] }),
  jobs: declare({ fields: ['expiresAt'] }),
  meta: declare({}),
} as const satisfies Record<CollectionName, Declaration>;

export type FieldOf<K extends CollectionName> =
  | (typeof declarations)[K]['unique'][number]
  | (typeof declarations)[K]['fields'][number]
  | (typeof declarations)[K]['arrays'][number];

/** What no answer about postings, events or reference data is made of, nor who may ask for it by a token. */
export const housekeeping: ReadonlySet<string> = new Set<CollectionName>([
  'sessions',
  'attempts',
  'audit',
  'outbox',
  'missedQueries',
  'leases',
  'idempotency',
  'jobs',
]);

/** Id of the fact in `meta` that takes another value whenever a term changes: what was built of the old terms is stale. */
export const vocabularyStamp = 'vocabulary';
