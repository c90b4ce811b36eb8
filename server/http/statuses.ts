// The one table from failure to HTTP status; a failure with texts but without a status does not compile.
import type { FailureCode } from '../texts/texts.js';

export const statuses: Readonly<Record<FailureCode, number>> = {
  'request.malformed-json': 400,
  'request.malformed': 400,
  'request.wrong-content-type': 415,
  'request.too-large': 413,
  'request.not-found': 404,
  'request.method-not-allowed': 405,
  'request.version-required': 428,
  'request.version-malformed': 400,
  'input.invalid': 400,
  'server.unexpected': 500,

  'store.duplicate': 409,
  'store.version-conflict': 412,
  'store.missing': 404,
  'store.locked': 503,
  'store.folder-not-writable': 500,
  'store.folder-not-empty': 500,
  'store.unreadable': 500,
  'store.newer-version': 500,
  'store.disk-full': 507,
  'store.unreachable': 503,
  'store.closed': 503,
  'store.transaction-stalled': 503,
  'store.transaction-over': 500,
  'store.nested-write': 500,
  'store.undeclared-field': 500,
  'search.unreachable': 503,

  // Met in a terminal, not over HTTP.
  'config.invalid': 500,
  'config.not-supported': 500,
  'start.port-in-use': 500,
  'start.address-unusable': 500,
  'command.wrong-arguments': 500,
  'seed.invalid-rows': 500,

  'session.required': 401,
  'session.refused': 401,
  'session.too-many-attempts': 429,
  'session.csrf-mismatch': 403,
  'token.invalid': 401,
  'access.denied': 403,
  'account.not-oneself': 409,
};
