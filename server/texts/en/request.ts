// Failures of the request itself, and what can be wrong with one of its fields.
export const failures = {
  'request.malformed-json': {
    title: 'The body is not valid JSON',
    detail: 'The body of the request could not be read as JSON.',
  },
  'request.malformed': { title: 'Malformed request', detail: 'The request could not be read: {reason}.' },
  'request.wrong-content-type': {
    title: 'Unsupported content type',
    detail: 'This address accepts only: {accepted}.',
  },
  'request.too-large': { title: 'The body is too large', detail: 'The body exceeds the limit of {limit} bytes.' },
  'request.not-found': {
    title: 'Not found',
    detail: 'There is no such address or record, or you may not see it.',
  },
  'request.method-not-allowed': { title: 'Method not allowed', detail: 'This address supports only: {allow}.' },
  'request.version-required': {
    title: 'Version required',
    detail: 'This needs an If-Match header with the version you have read, so that nobody’s change is overwritten.',
  },
  'request.version-malformed': {
    title: 'Malformed version',
    detail: 'The If-Match header must be a version number in quotation marks, for example "3".',
  },
  'input.invalid': { title: 'Invalid input', detail: 'Points to correct: {count}; see the list.' },
  'request.idempotency-key-malformed': {
    title: 'Malformed idempotency key',
    detail: 'The header Idempotency-Key takes 1–200 ASCII characters without spaces.',
  },
  'request.idempotency-key-reused': {
    title: 'Idempotency key used for another request',
    detail: 'Every new write needs a new Idempotency-Key.',
  },
  'request.already-done': {
    title: 'Already done',
    detail: 'This request has been carried out before ({subjectKind} {subject}); please read the record.',
  },
  'request.repeated': {
    title: 'Being processed',
    detail: 'The same request is being processed; please try again in a moment.',
  },
  'server.unexpected': {
    title: 'Unexpected error',
    detail: 'The service met an error. Please tell the administrator, with the request id.',
  },
};

export const issues = {
  'input.required': 'This field is required.',
  'input.unknown-field': 'There is no such field.',
  'input.wrong-type': 'Wrong type: {expected} expected.',
  'input.wrong-format': 'Wrong format: {format} expected.',
  'input.not-allowed': 'Not one of the allowed values: {allowed}.',
  'input.no-variant': 'The value fits none of the allowed forms.',
  'input.too-short': 'Too short: at least {minimum} characters.',
  'input.too-long': 'Too long: at most {maximum} characters.',
  'input.too-few': 'Too few: at least {minimum} items.',
  'input.too-many': 'Too many: at most {maximum} items.',
  'input.too-small': 'Too small: the least value is {minimum}.',
  'input.too-large': 'Too large: the greatest value is {maximum}.',
  'input.not-multiple': 'Must be a multiple of {divisor}.',
  'input.given-twice': 'This parameter may be given only once.',
  'input.refused': 'The value is not valid.',
};
