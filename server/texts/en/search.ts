// Searching.
export const failures = {
  'search.unavailable': {
    title: 'Search is down',
    detail: 'The search server cannot be reached, or its index is not ready yet. Please try again later.',
  },
  'search.refused': {
    title: 'The search server refused the request',
    detail: 'The search server could not do what it was asked ({code}). Please tell the administrator.',
  },
  'search.key-refused': {
    title: 'The key of the search server is wrong',
    detail: 'The search server does not accept the configured key ({code}). Please check MEILI_KEY.',
  },
  'search.not-shared': {
    title: 'The search index cannot be shared',
    detail:
      'Another process uses the same store, and the embedded search index serves one process only. Please configure a search server (MEILI_URL, MEILI_KEY) or stop the other process.',
  },
};

export const issues = {
  'search.years-swapped': 'The last year must not be before the first.',
  'search.unknown-province': 'No province or city has the code or name “{name}”.',
  'search.unknown-region': 'No region has the code or name “{name}”.',
};

/** Said with an answer that is not the engine's. */
export const search = {
  degraded:
    'The search server is down. These results come straight from the store: published needs and offers that have exactly the words asked for. Full results will be back with the search server.',
  'degraded.partly':
    'The search server is down. These results come straight from the store: needs and offers that have exactly the words asked for, among the {most} published ones updated last. Full results will be back with the search server.',
};
