// Failures of the store, in words for the person who met them.
export const failures = {
  'store.duplicate': { title: 'Already exists', detail: 'Another record has the same value: {fields}.' },
  'store.version-conflict': {
    title: 'The record was changed by someone else',
    detail: 'You have read version {expected}; it is now at version {actual}. Please read it again, then change it.',
  },
  'store.missing': { title: 'Not found', detail: 'The record no longer exists.' },
  'store.locked': {
    title: 'The store is in use',
    detail: 'Another process is using the data folder {folder}. Please stop it, or choose another folder (DATA_DIR).',
  },
  'store.folder-not-writable': {
    title: 'The data folder cannot be written',
    detail:
      'The folder {folder} cannot be made or written. Please check its permissions, or choose another one (DATA_DIR).',
  },
  'store.folder-not-empty': {
    title: 'The folder is not empty',
    detail: 'The folder {folder} must be empty or not exist yet.',
  },
  'store.unreadable': { title: 'The store cannot be read', detail: 'The folder {folder} holds no readable store.' },
  'store.newer-version': {
    title: 'The store is of a newer version',
    detail:
      'The folder {folder} was written by a newer version of the service (schema {found}; this one reads up to {supported}).',
  },
  'store.newer-database': {
    title: 'The store is of a newer version',
    detail:
      'The database {database} was written by a newer version of the service (schema {found}; this one reads up to {supported}).',
  },
  'store.address-malformed': {
    title: 'The address of the store is not valid',
    detail: 'The address in MONGODB_URI cannot be read; it looks like mongodb://host/database?options.',
  },
  'store.access-refused': {
    title: 'The database server refuses access',
    detail: 'The account in MONGODB_URI cannot sign in, or lacks rights on the database {database}.',
  },
  'store.too-large': {
    title: 'The record is too large',
    detail: 'A record of {collection} exceeds the 16 MB the store can hold; the change was not written.',
  },
  'store.disk-full': {
    title: 'The disk is full',
    detail: 'No room is left on the disk of the data folder; the change was not written.',
  },
  'store.unreachable': { title: 'The store is down', detail: 'The store cannot be reached. Please try again later.' },
  'store.closed': { title: 'The service is stopping', detail: 'The store has been closed. Please try again later.' },
  'store.transaction-stalled': {
    title: 'The operation took too long',
    detail: 'The operation took too long and was undone; nothing was written. Please try again.',
  },
  'store.transaction-over': { title: 'Unexpected error', detail: 'A write after its transaction had ended.' },
  'store.nested-write': { title: 'Unexpected error', detail: 'A write outside the open transaction.' },
  'store.undeclared-field': { title: 'Unexpected error', detail: 'A query on an undeclared field: {field}.' },
  'store.not-empty': {
    title: 'The store is not empty',
    detail: 'Only an empty store can be imported into; this one has records in {collection}.',
  },
  'export.unreadable': { title: 'The export cannot be read', detail: 'Line {line} is not a line of an export.' },
  'export.newer-version': {
    title: 'The export is of a newer version',
    detail: 'The file has format {found}; this version reads up to {supported}.',
  },
  'export.truncated': { title: 'The export is incomplete', detail: 'The file was cut short; nothing was imported.' },
  'export.altered': {
    title: 'The export was altered',
    detail: 'The content does not match the digest at its end; nothing was imported.',
  },
  'export.miscounted': {
    title: 'The export has a wrong number of records',
    detail: 'There should be {expected} records in {collection}, but there are {found}.',
  },
  'export.interrupted': {
    title: 'The export was interrupted',
    detail: 'The store broke off; the file written so far is worthless. Please export again.',
  },
};
