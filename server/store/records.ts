// What is kept: one record type a collection. Which fields can be asked for is in declarations.ts.
import type { Params } from '../failures.js';
import type { EventRecord, ProposalRecord, TimetableRecord } from './event-records.js';

/** Every record: a sortable string id (UUIDv7, or the public code for reference data) and a version for optimistic locking. */
export interface Base {
  id: string;
  version: number;
}
/** A text in both working languages; either may be empty in a draft. */
export interface Bilingual {
  vi: string;
  en: string;
}
/** Where a fact comes from. `date` is as precise as the source: YYYY, YYYY-MM or YYYY-MM-DD, or '' when unknown. */
export interface Source {
  name: string;
  url: string;
  date: string;
  quality: string;
}

export const roles = ['planner', 'approver', 'province', 'partner', 'mission', 'admin'] as const;
export type Role = (typeof roles)[number];
export type Locale = 'vi' | 'en';

/** `code` is the province code, the partner code, or the ISO country of a Vietnamese mission abroad; 'BNG' for the ministry. */
export interface Organisation {
  kind: 'ministry' | 'province' | 'partner' | 'mission';
  code: string;
}

export interface AccountRecord extends Base {
  email: string;
  name: string;
  role: Role;
  organisation: Organisation;
  locale: Locale;
  /** argon2id, in PHC string format. */
  passwordHash: string;
  active: boolean;
  createdAt: string;
}
export interface SessionRecord extends Base {
  /** `id` is the SHA-256 of the cookie's session id. */
  account: string | null;
  data: string;
  expiresAt: string;
}
export interface TokenRecord extends Base {
  account: string;
  name: string;
  /** SHA-256 of the token; the token itself is never stored. */
  hash: string;
  createdAt: string;
  expiresAt: string;
}
export interface AttemptRecord extends Base {
  /** `id` is `account:<email>` or `address:<ip>`. */
  failures: number;
  resetAt: string;
}
export interface AuditRecord extends Base {
  at: string;
  /** Account id, or 'system' (commands, seed), or 'anonymous'. */
  actor: string;
  /** Code of the act, e.g. 'need.published'; its sentence is in texts/. */
  action: string;
  subjectKind: string;
  subject: string;
  requestId: string;
  params: Record<string, string | number | boolean | null>;
}

export interface ThemeRecord extends Base {
  label: Bilingual;
  synonyms: { vi: string[]; en: string[] };
  abbreviations: string[];
  /** Unaccented habits of writing. */
  unaccented: string[];
  parent: string | null;
  neighbours: string[];
  forms: string[];
  /** A sensitive theme is never suggested automatically. */
  sensitive: boolean;
  note: string;
}
export interface FormRecord extends Base {
  label: Bilingual;
}
export interface RegionRecord extends Base {
  name: Bilingual;
  abbreviations: string[];
  aliases: { vi: string[]; en: string[] };
}
export interface FormerUnit {
  name: string;
  nameAscii: string;
  relation: string;
  aliases: string[];
}
export interface ProvinceRecord extends Base {
  name: Bilingual;
  kind: 'city' | 'province';
  region: string;
  formerUnits: FormerUnit[];
  seat: string;
  aliases: string[];
  /** Theme codes in which the province is known to be strong, with the source they rest on. */
  strengths: string[];
  strengthsNote: string;
  strengthsSource: string;
  areaKm2: number;
  population: number;
  tile: { row: number; column: number };
  source: string;
}
export interface PartnerRecord extends Base {
  kind: string;
  group: 'mission' | 'association';
  name: Bilingual;
  abbreviation: string;
  countries: string[];
  countryName: Bilingual;
  city: string;
  website: string;
  themes: string[];
  /** Working languages besides Vietnamese (ISO 639-1). */
  languages: string[];
  note: string;
  source: Source;
}
export interface TermRecord extends Base {
  themes: string[];
  vi: string;
  en: string;
  variants: { vi: string[]; en: string[] };
  /** Wordings that are safe only with marks; used only on marked text. */
  markedVi: string[];
  abbreviations: string[];
  broader: string | null;
}
export interface TermBlockRecord extends Base {
  phrase: string;
  reason: string;
}

export const postingStatuses = ['draft', 'submitted', 'published', 'closed', 'expired'] as const;
export type PostingStatus = (typeof postingStatuses)[number];
export type PostingKind = 'need' | 'offer';
export interface Contact {
  name: string;
  post: string;
  email: string;
  phone: string;
}
export interface PostingRecord extends Base {
  kind: PostingKind;
  status: PostingStatus;
  title: Bilingual;
  summary: Bilingual;
  themes: string[];
  forms: string[];
  /** Need: the countries whose partners are wanted (empty: open to all). Offer: the countries it comes from. */
  countries: string[];
  /** Need: the provinces that ask, the lead first. Offer: the provinces it was made to (empty: the whole country). */
  provinces: string[];
  /** Need: the institutions asked (often empty). Offer: the institutions that offer, the lead first. */
  partners: string[];
  /** The unit or institution exactly as the source names it (often a former province). */
  namedAs: string;
  /** The counterpart exactly as the source names it. */
  counterpartNamedAs: string;
  yearFrom: number | null;
  yearTo: number | null;
  /** The year as the source gives it ('c. 2021', 'n.d.'). */
  yearText: string;
  visibility: 'public' | 'restricted';
  source: Source | null;
  contact: Contact | null;
  /** Who keeps it: the organisation whose accounts may change it. */
  owner: Organisation;
  /** Why the ministry last returned it to its owner; gone once it is submitted again. */
  returnReason?: string;
  publishedAt: string | null;
  /** When a published posting stops counting; null = never by itself. */
  expiresAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** Work that the search index still has to take over; removed once it has. */
export interface OutboxRecord extends Base {
  topic: 'search';
  subject: string;
  at: string;
}
/** A query that found nothing: the words and how often, never who asked. `id` is the folded query. */
export interface MissedQueryRecord extends Base {
  query: string;
  times: number;
  firstAt: string;
  lastAt: string;
}
/** Who does the work of this name; `id` is the name. */
export interface LeaseRecord extends Base {
  holder: string;
  expiresAt: string;
}
/** A write that was sent with an Idempotency-Key; `id` is a digest of the account and the key. */
export interface IdempotencyRecord extends Base {
  /** Digest of the address and the body. */
  digest: string;
  requestId: string;
  subjectKind: string;
  subject: string;
  /** null until it is known. */
  answer: { status: number; headers: Record<string, string>; body: string } | null;
  expiresAt: string;
}
/** Work that takes longer than a request should wait, as other processes see it; `id` is `<kind>:<id of what is made>`. */
export interface JobRecord extends Base {
  event: string;
  /** Who took it up: another id each time it is begun. */
  attempt: string;
  /** The Idempotency-Key it was asked under, as a digest; null without one. */
  once: string | null;
  /** Version of the record that it will replace; 0 when there is none yet. */
  replaces: number;
  progress: { stage: string; done: number; total: number };
  /** Somebody asked for what there is by now. */
  isStopped?: boolean;
  /** The last sign of life of the process that does it. */
  beatAt: string;
  /** null while it is under way. What was made is in a collection of its own, if it is to stay. */
  outcome: { made: unknown } | { code: string; params: Params } | null;
  expiresAt: string;
}
/** Facts about the store itself: schema version, seed digest, the vocabulary’s stamp. */
export interface MetaRecord extends Base {
  value: string;
}

export interface Records {
  accounts: AccountRecord;
  sessions: SessionRecord;
  tokens: TokenRecord;
  attempts: AttemptRecord;
  audit: AuditRecord;
  themes: ThemeRecord;
  forms: FormRecord;
  regions: RegionRecord;
  provinces: ProvinceRecord;
  partners: PartnerRecord;
  terms: TermRecord;
  termBlocks: TermBlockRecord;
  postings: PostingRecord;
  events: EventRecord;
  proposals: ProposalRecord;
  timetables: TimetableRecord;
  outbox: OutboxRecord;
  missedQueries: MissedQueryRecord;
  leases: LeaseRecord;
  idempotency: IdempotencyRecord;
  jobs: JobRecord;
  meta: MetaRecord;
}
export type CollectionName = keyof Records;
