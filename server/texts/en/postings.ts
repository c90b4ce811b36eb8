// Needs and offers.
export const failures = {
  'posting.wrong-status': {
    title: 'Not possible in this status',
    detail: 'It is {status:word}, so it is not possible to {verb:word} it. What is possible: {allowed:word}.',
  },
  'posting.incomplete': {
    title: 'Not yet complete',
    detail: 'Please choose at least one theme before submitting.',
  },
  'posting.not-own': {
    title: 'Not your own organisation',
    detail: 'The account may post and change only what its own organisation needs or offers.',
  },
  'import.unknown-columns': {
    title: 'Unknown columns',
    detail: 'There is no column: {unknown}. The columns are: {known}.',
  },
  'import.repeated-columns': { title: 'Repeated columns', detail: 'Each column may stand only once: {repeated}.' },
  'import.empty': { title: 'Nothing in the file', detail: 'There is no row with content.' },
  'import.too-many-rows': {
    title: 'Too many rows',
    detail: 'The file has {rows} rows; at most {most} can be imported at once. Please split it.',
  },
  'import.unreadable': {
    title: 'The file cannot be read',
    detail: 'The file is not of its kind (line {line}; 0 is the whole file). Please save it anew and send it again.',
  },
  'import.not-utf8': { title: 'The file is not UTF-8', detail: 'Please save the CSV file as UTF-8 and send it again.' },
};

export const issues = {
  'text.control-character': 'The text must not contain control characters.',
  'posting.title-missing': 'A title in at least one language is required.',
  'posting.years-swapped': 'The last year must not be before the first.',
  'posting.date-malformed': 'The date must be YYYY, YYYY-MM or YYYY-MM-DD.',
  'posting.code-repeated': 'A code is repeated.',
  'posting.unknown-theme': 'There is no theme {code}.',
  'posting.unknown-form': 'There is no form of cooperation {code}.',
  'posting.unknown-country': 'There is no country or organisation {code} in the list.',
  'posting.unknown-province': 'There is no province or city {code}.',
  'posting.unknown-partner': 'There is no partner {code}.',
  'posting.partner-elsewhere': 'Partner {code} does not belong to {country}, where the mission serves.',
  'posting.country-elsewhere': 'The countries must include {country}, where the mission serves.',
  'import.kind-unknown': 'It must be said whether this is a need or an offer.',
  'import.too-many-cells': 'The row has cells beyond the columns.',
  'import.stray-column': 'This column is not for the kind of posting of this row.',
  'import.not-own': 'The account may import only for its own organisation.',
  'import.not-allowed': 'The account may not post this kind.',
};

export const acts = {
  'need.created': 'Drafted a need',
  'need.changed': 'Changed a need',
  'need.removed': 'Deleted a draft need',
  'need.submitted': 'Submitted a need',
  'need.returned': 'Returned a need for completion',
  'need.published': 'Published a need',
  'need.closed': 'Closed a need',
  'need.renewed': 'Renewed a need',
  'need.expired': 'A need expired',
  'offer.created': 'Drafted an offer',
  'offer.changed': 'Changed an offer',
  'offer.removed': 'Deleted a draft offer',
  'offer.submitted': 'Submitted an offer',
  'offer.returned': 'Returned an offer for completion',
  'offer.published': 'Published an offer',
  'offer.closed': 'Closed an offer',
  'offer.renewed': 'Renewed an offer',
  'offer.expired': 'An offer expired',
  'import.stored': 'Imported needs and offers from a file',
  'import.checked': 'Checked an import, nothing stored',
};

/** Codes as they are said inside a sentence. */
export const words = {
  draft: 'a draft',
  submitted: 'submitted',
  published: 'published',
  closed: 'closed',
  expired: 'expired',
  change: 'change',
  remove: 'delete',
  submit: 'submit',
  publish: 'publish',
  close: 'close',
  renew: 'renew',
  none: 'nothing more',
  return: 'return',
};
