// Failures of the store and the search engine, in words for the person who met them.
export const failures = {
  'store.duplicate': { title: 'Already exists', detail: 'Another record has the same value: {fields}.' },
  'store.version-conflict': {
    title: 'The record was changed by someone else',
    detail: 'You have read version {expected}; it is now at version {actual}. Please read it again, then change it.',
  },
  'store.missing': { title: 'Not found', detail: 'The record no longer exists.' },
  'store.locked': { title: 'The store is busy', detail: 'Another process is using the store.' },
  'store.unreachable': { title: 'The store is down', detail: 'The store cannot be reached. Please try again later.' },
  'store.nested-write': { title: 'Unexpected error', detail: 'A write outside the open transaction.' },
  'search.unreachable': {
    title: 'Search is down',
    detail: 'The search engine cannot be reached. Please try again later.',
  },
};
