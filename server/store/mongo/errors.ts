// What the errors of the engine and its driver mean to us.
import mongoose from 'mongoose';
import { Failure } from '../../failures.js';
import { fieldOfIndex } from './models.js';

const { MongoError, MongoNetworkError, MongoServerSelectionError } = mongoose.mongo;

const codes = {
  duplicateKey: 11000,
  /** A write met another one, or waited too long for it. */
  conflict: [112, 24],
  transactionCommitted: 256,
  namespaceExists: 48,
  accessRefused: [13, 18],
  /** No server, or not the one that writes (it is stopping, stepping down or electing), or one that has lost our transaction. */
  unreachable: [6, 7, 89, 91, 134, 189, 251, 262, 9001, 10107, 11600, 11602, 13435, 13436],
} as const;

/** Driver errors that have no class to ask for. */
const unreachableNames = new Set([
  'MongooseServerSelectionError',
  'MongoWaitQueueTimeoutError',
  'MongoPoolClosedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoNotConnectedError',
]);

/** What Node says of a connection that the other side has ended: the driver passes it on as it is. */
const socketCodes = new Set(['EPIPE', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED']);
const isSocketError = (error: unknown) =>
  error instanceof Error && socketCodes.has(String((error as NodeJS.ErrnoException).code));

const codeOf = (error: unknown) => (error instanceof MongoError ? Number(error.code ?? 0) : 0);
const hasLabel = (error: unknown, label: string) => error instanceof MongoError && error.hasErrorLabel(label);
const isOneOf = (list: readonly number[], error: unknown) => list.includes(codeOf(error));

/** Somebody else was writing the same; nothing of ours was. DocumentDB does not label it, and names it differently in a snapshot. */
export const isConflict = (error: unknown): boolean =>
  isOneOf(codes.conflict, error) ||
  (error instanceof MongoError && error.message.includes('could not serialize access'));

/** The whole transaction is worth another attempt; nothing of it was written. */
export const isTransient = (error: unknown): boolean =>
  !isNoServer(error) && (hasLabel(error, 'TransientTransactionError') || isConflict(error));

/**
 * The answer was lost with its connection. Of connections lost together the driver labels the error of one alone, so the label
 * is not what to ask for.
 */
export const isUnanswered = (error: unknown): boolean => isSocketError(error) || error instanceof MongoNetworkError;

/** The commit may have happened or not; repeating it is safe and tells. */
export const isUnknownCommit = (error: unknown): boolean =>
  hasLabel(error, 'UnknownTransactionCommitResult') || isUnanswered(error);

export const isDuplicate = (error: unknown): boolean => codeOf(error) === codes.duplicateKey;
export const isCommitted = (error: unknown): boolean => codeOf(error) === codes.transactionCommitted;
export const isExisting = (error: unknown): boolean => codeOf(error) === codes.namespaceExists;

/** The driver has looked for a server as long as it was told to (`serverSelectionTimeoutMS`); looking again would only add to that. */
export const isNoServer = (error: unknown): boolean =>
  error instanceof MongoServerSelectionError || (error instanceof Error && unreachableNames.has(error.name));

/** DocumentDB on its own connection to PostgreSQL; the code is the one for everything that has none. */
const isCutBehind = (error: unknown) => codeOf(error) === 1 && (error as Error).message === 'connection closed';

export const isUnreachable = (error: unknown): boolean =>
  isNoServer(error) ||
  isUnanswered(error) ||
  isCutBehind(error) ||
  hasLabel(error, 'RetryableWriteError') ||
  isOneOf(codes.unreachable, error);

/** The connection was lost, and there may be another one. */
export const isBroken = (error: unknown): boolean => isUnreachable(error) && !isNoServer(error);

/** The failure an engine error stands for, with the error as its cause; what has no name stays as it is. */
export function named(error: unknown, database: string, collection = ''): unknown {
  const failure = failureOf(error, database, collection);
  if (failure === null) return error;
  failure.cause = error;
  return failure;
}

function failureOf(error: unknown, database: string, collection: string): Failure | null {
  if (isDuplicate(error)) {
    return new Failure('store.duplicate', { collection, fields: [takenField(error as Error)] });
  }
  if (isUnreachable(error)) return new Failure('store.unreachable');
  return isOneOf(codes.accessRefused, error) ? new Failure('store.access-refused', { database }) : null;
}

/** MongoDB: "… index: unique:email dup key: …". DocumentDB, which gives no key pattern: "… Index 'unique:email'". */
function takenField({ message }: Error): string {
  const [, index = ''] = /\bindex:? '?([^\s']+)/i.exec(message) ?? [];
  return fieldOfIndex(index);
}
