// Postings as they leave: contact details and reasons for a return only to those they concern.
import type { SignedIn } from '../../http/act.js';
import type { PostingRecord } from '../../store/records.js';
import { fill, type IssueCode, textsOf } from '../../texts/texts.js';
import type { Report } from './imports/service.js';
import { mayKnowContact } from './policy.js';
import type { Warning } from './schema.js';
import type { Advised } from './service.js';

export const presentNeed = (act: SignedIn, posting: PostingRecord) => ({
  ...shown(act, posting),
  kind: 'need' as const,
  province: posting.provinces[0] ?? posting.owner.code,
});

export const presentOffer = (act: SignedIn, posting: PostingRecord) => ({
  ...shown(act, posting),
  kind: 'offer' as const,
  partner: posting.partners[0] ?? null,
});

export const presentPosting = (act: SignedIn, posting: PostingRecord) =>
  posting.kind === 'need' ? presentNeed(act, posting) : presentOffer(act, posting);

export const presentAdvice = ({ posting, possibleDuplicates }: Advised) => ({
  possibleDuplicates,
  warnings: warningsOf(posting),
});

export function presentReport({ locale }: SignedIn, { dryRun, rows, stored, accepted, rejected, duplicates }: Report) {
  const { issues: texts } = textsOf(locale);
  const titleOf = ({ title }: { title: PostingRecord['title'] }) => title[locale] || title.vi || title.en;
  return {
    dryRun,
    rows,
    stored: stored ? accepted.length : 0,
    accepted: accepted.map(({ row, drafted }) => ({
      row,
      title: titleOf(drafted),
      kind: drafted.kind,
      id: stored ? drafted.id : null,
    })),
    rejected: rejected.map(({ row, issues }) => ({
      row,
      errors: issues.map(({ column, code, params = {} }) => ({
        pointer: `/rows/${row}/${column}`,
        column,
        code,
        detail: fill(texts[code as IssueCode] ?? texts['input.refused'], params),
      })),
    })),
    duplicates: duplicates.map(({ row, drafted, postings, rows: earlier }) => ({
      row,
      title: titleOf(drafted),
      postings,
      rows: earlier,
    })),
  };
}

function shown({ account }: SignedIn, posting: PostingRecord) {
  const { kind: _, contact, returnReason = '', ...open } = posting;
  const isConfidant = mayKnowContact(account, posting);
  return { ...open, contact: isConfidant ? contact : null, returnReason: isConfidant ? returnReason : '' };
}

function warningsOf({ title, themes }: PostingRecord): Warning[] {
  const isInOneLanguage = title.vi.trim() === '' || title.en.trim() === '';
  return [
    ...(isInOneLanguage ? (['one-language'] as const) : []),
    ...(themes.length === 0 ? (['no-themes'] as const) : []),
  ];
}
