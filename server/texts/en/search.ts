// Searching.
export const issues = {
  'search.years-swapped': 'The last year must not be before the first.',
  'search.unknown-province': 'No province or city has the code or name “{name}”.',
  'search.unknown-region': 'No region has the code or name “{name}”.',
};
