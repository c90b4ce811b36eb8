// The vocabulary of concepts.
export const failures = {
  'term.wording-taken': {
    title: 'A wording belongs to another concept',
    detail: 'Each wording belongs to one concept. Wordings to correct: {count}; see the list.',
  },
};

export const issues = {
  'term.wording-taken': '“{wording}” already belongs to the concept {code}.',
  'term.wording-blocked': '“{wording}” is a phrase that must not be taken for a concept.',
  'term.wording-unusable': 'A wording needs letters and must not contain control characters.',
  'term.unknown-theme': 'There is no theme {code}.',
  'term.unknown-broader': 'There is no concept {code}.',
  'term.circular': 'The broader concept must not lie within this one.',
};

export const acts = {
  'term.created': 'Added a concept to the vocabulary',
  'term.changed': 'Changed a concept of the vocabulary',
};
