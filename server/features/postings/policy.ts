// Who may see which posting, and who may do what with it. What is not allowed here is refused.
import { Failure } from '../../failures.js';
import type { Account } from '../../http/act.js';
import type { Organisation, PostingKind, PostingRecord } from '../../store/records.js';
import type { Verb } from './lifecycle.js';

/** What the owner may do with its own posting; publishing is the ministry's. */
const ownersVerbs: readonly Verb[] = ['change', 'remove', 'submit', 'return', 'close', 'renew'];

/** The kinds of posting an organisation posts as its own. */
const ownKinds: Readonly<Record<Organisation['kind'], readonly PostingKind[]>> = {
  ministry: [],
  province: ['need'],
  partner: ['offer'],
  mission: ['offer'],
};

export const seesEverything = ({ organisation }: Account): boolean => organisation.kind === 'ministry';

/** Acts for any owner: the planner and the administrator; the approver only reads. */
export const isSteward = ({ role }: Account): boolean => role === 'planner' || role === 'admin';

export const isOwner = ({ organisation }: Account, { owner }: Pick<PostingRecord, 'owner'>): boolean =>
  organisation.kind === owner.kind && organisation.code === owner.code;

const isOpen = ({ status, visibility }: PostingRecord) => status === 'published' && visibility === 'public';

export const maySee = (account: Account, posting: PostingRecord): boolean =>
  seesEverything(account) || isOwner(account, posting) || isOpen(posting);

export const mayKnowContact = (account: Account, posting: PostingRecord): boolean =>
  seesEverything(account) || isOwner(account, posting);

/** Nobody learns that a posting he may not see exists. */
export function requireSeen(account: Account, kind: PostingKind, posting: PostingRecord | null): PostingRecord {
  if (posting?.kind !== kind || !maySee(account, posting)) throw new Failure('request.not-found');
  return posting;
}

export function requireMay(account: Account, verb: Verb, posting: PostingRecord): void {
  const allowed = isSteward(account) || (isOwner(account, posting) && ownersVerbs.includes(verb));
  if (!allowed) throw new Failure('access.denied');
}

export function requireMayPost(account: Account, kind: PostingKind): void {
  if (!isSteward(account) && !ownKinds[account.organisation.kind].includes(kind)) throw new Failure('access.denied');
}

/** The kind that goes without saying for the account; null where it has to be said. */
export function soleKind({ organisation }: Account): PostingKind | null {
  const [kind, other] = ownKinds[organisation.kind];
  return other === undefined ? (kind ?? null) : null;
}

/** A posting is made and kept for one's own organisation only. */
export function requireOwn(account: Account, owner: Organisation): void {
  if (!isSteward(account) && !isOwner(account, { owner })) throw new Failure('posting.not-own');
}
