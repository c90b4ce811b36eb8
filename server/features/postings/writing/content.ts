// From what is sent to what is kept: the lead first, one's own organisation where none is named, a change laid over the rest.
import { isDeepStrictEqual } from 'node:util';
import { Failure, type Issue } from '../../../failures.js';
import type { Account } from '../../../http/act.js';
import { issuesOf } from '../../../http/input.js';
import type { Organisation, PostingKind, PostingRecord, Source } from '../../../store/records.js';
import { type NewPosting, newPostingSchema, type PostingChange } from './written.js';

export type Content = Pick<
  PostingRecord,
  | 'title'
  | 'summary'
  | 'themes'
  | 'forms'
  | 'countries'
  | 'provinces'
  | 'partners'
  | 'yearFrom'
  | 'yearTo'
  | 'visibility'
  | 'source'
  | 'contact'
>;

/** Who writes, and whose posting it is so far: the writer's own organisation when it is new. */
export interface Writer {
  account: Account;
  keeper: Organisation;
}

/** What is kept of a posting as written; fails with `input.invalid` when it is not said who asks or offers. */
export function contentOf(writer: Writer, kind: PostingKind, written: NewPosting): Content {
  const { province, partner, provinces, partners, source, contact, ...rest } = written;
  const asking = kind === 'need' ? leadFirst(province, provinces, ownCode(writer, 'province')) : provinces;
  const offering = kind === 'offer' ? leadFirst(partner, partners, ownCode(writer, 'partner')) : partners;
  if (kind === 'need' && asking.length === 0) throw invalid({ pointer: '/province', code: 'input.required' });
  if (kind === 'offer' && offering.length === 0 && writer.keeper.kind !== 'mission')
    throw invalid({ pointer: '/partner', code: 'input.required' });
  return {
    ...rest,
    provinces: asking,
    partners: offering,
    source: isBlank(source) ? null : { ...source, quality: '' },
    contact: isBlank(contact) ? null : contact,
  };
}

/** The posting as it would be written anew, with the change; fails with `input.invalid` when that may not be. */
export function changed(posting: PostingRecord, change: PostingChange): NewPosting {
  const { kind, title, summary, themes, forms, countries, provinces, partners } = posting;
  const { yearFrom, yearTo, visibility, source, contact } = posting;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const whole = {
    themes,
    forms,
    countries,
    // A new lead takes the old one's place.
    provinces: change.province === undefined ? provinces : provinces.slice(1),
    partners: change.partner === undefined ? partners : partners.slice(1),
    yearFrom,
    yearTo,
    visibility,
    source: source && { name: source.name, url: source.url, date: source.date },
    contact,
    ...given,
    title: { ...title, ...defined(change.title) },
    summary: { ...summary, ...defined(change.summary) },
  };
  const schema = newPostingSchema[kind];
  const issues = issuesOf(schema, whole);
  if (issues.length > 0) throw invalid(...issues);
  return schema.parse(whole);
}

/** Whose posting it is: the lead's, or the mission's that passed it on. */
export function ownerOf({ keeper }: Writer, kind: PostingKind, { provinces, partners }: Content): Organisation {
  const [province] = provinces;
  const [partner] = partners;
  if (kind === 'need') return province === undefined ? keeper : { kind: 'province', code: province };
  return keeper.kind === 'mission' || partner === undefined ? keeper : { kind: 'partner', code: partner };
}

export const invalid = (...issues: Issue[]) => new Failure('input.invalid', { count: issues.length }, issues);

function leadFirst(lead: string | undefined, all: readonly string[], own: string | undefined): string[] {
  const first = lead ?? all[0] ?? own;
  return first === undefined ? [] : [...new Set([first, ...all])];
}

const ownCode = ({ account: { organisation } }: Writer, kind: Organisation['kind']) =>
  organisation.kind === kind ? organisation.code : undefined;

const isBlank = <T extends object>(value: T | null): value is null =>
  value === null || Object.values(value).every((part) => part === '');

const defined = (texts: object | undefined) =>
  Object.fromEntries(Object.entries(texts ?? {}).filter(([, text]) => text !== undefined));

/** Whether both say the same to everyone who may read them: the contact is not theirs to see. */
export const saysTheSame = (before: PostingRecord, after: Content): boolean =>
  isDeepStrictEqual({ ...before, ...after, contact: null }, { ...before, contact: null });

/** How well a source supports the statement was judged for that source alone. */
export function qualityKept(before: Source | null, after: Source | null): Source | null {
  if (before === null || after === null) return after;
  const isSame = before.name === after.name && before.url === after.url && before.date === after.date;
  return isSame ? before : after;
}
