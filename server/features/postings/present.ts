// Postings as they leave: contact details and reasons for a return only to those they concern.
import type { SignedIn } from '../../http/act.js';
import type { PostingRecord } from '../../store/records.js';
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
