// Starting, commands and the seed: failures and greetings a person reads in a terminal.
export const failures = {
  'config.invalid': {
    title: 'Settings are missing or wrong',
    detail: 'Please correct these environment variables (see .env.example).',
  },
  'config.not-supported': {
    title: 'The setting is not supported by this version',
    detail: 'This version has no adapter for: {settings}. Please leave it out.',
  },
  'start.port-in-use': {
    title: 'The port is in use',
    detail: 'Port {port} at {host} is in use by another program. Please choose another one (PORT).',
  },
  'start.address-unusable': {
    title: 'The address cannot be opened',
    detail: 'Port {port} at {host} cannot be opened ({reason}).',
  },
  'command.file-unusable': {
    title: 'The file cannot be opened',
    detail: 'The file {file} cannot be read or written ({reason}).',
  },
  'command.wrong-arguments': { title: 'Wrong arguments', detail: 'Usage: {usage}' },
  'seed.invalid-rows': {
    title: 'The data files have faults',
    detail: 'Faults in the data files: {count}; nothing was loaded.',
  },
};

export const issues = {
  'config.given-both': 'Give one of the two: {name} or {name}_FILE.',
  'config.file-unreadable': 'The file {file} cannot be read ({reason}).',
  'config.file-empty': 'The file {file} is empty.',
  'config.not-an-address':
    'Give IP addresses, networks (e.g. 10.0.0.0/8), loopback, linklocal or uniquelocal, with commas between them.',
};

export const console = {
  'start.ready': 'Gặp gỡ Đại sứ is running at {url}',
  'start.docs': 'API description: {url}/api/docs',
  'start.demo': 'Demo accounts (password: {password}):',
  'start.stopped': 'Stopped.',
  'seed.done':
    'Data loaded: {inserted} added, {updated} updated, {unchanged} unchanged, {kept} kept as people changed them.',
  'account.done': 'Administrator {email} created. Password (shown only once): {password}',
  'reindex.done': 'Index rebuilt: {documents} records.',
  'migrate.done': 'The store has the layout and the indexes of this version.',
  'backup.done': 'Backed up {bytes} bytes to {file}.',
  'restore.done': 'Restored {bytes} bytes to {file}.',
  'export.done': 'Exported {records} records to {file}.',
  'import.done': 'Imported {records} records from {file}.',
  'progress.choosing': 'Choosing whom to invite',
  'progress.ranking': 'Ranking the provinces',
  'progress.explaining': 'Finding reasons, and what would change them',
  'progress.checking': 'Judging the plan independently',
  'openapi.done': 'Wrote {file}.',
};
