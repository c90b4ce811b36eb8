// Signing in, rights, tokens and accounts.
export const failures = {
  'session.required': { title: 'Sign-in required', detail: 'Please sign in, or send a personal access token.' },
  'session.refused': { title: 'Sign-in refused', detail: 'The e-mail address or the password is wrong.' },
  'session.too-many-attempts': {
    title: 'Too many failed sign-ins',
    detail: 'Please try again in {retryAfter} seconds.',
  },
  'session.csrf-mismatch': {
    title: 'CSRF token missing or wrong',
    detail: 'A write from a browser needs the X-CSRF-Token header with the token of the session.',
  },
  'token.invalid': { title: 'Invalid access token', detail: 'The access token is unknown, expired or revoked.' },
  'access.denied': { title: 'Not allowed', detail: 'Your account may not do this.' },
  'account.not-oneself': {
    title: 'You cannot deactivate your own account',
    detail: 'Please ask another administrator.',
  },
};

export const issues = {
  'account.role-mismatch': 'The organisation must fit the role of the account.',
  'account.unknown-organisation': 'There is no organisation with this code.',
};

export const acts = {
  'session.started': 'Signed in',
  'session.refused': 'Sign-in refused',
  'session.ended': 'Signed out',
  'token.created': 'Created a personal access token',
  'token.revoked': 'Revoked a personal access token',
  'account.created': 'Created an account',
  'account.deactivated': 'Deactivated an account',
  'account.password-reset': 'Reset a password',
};
