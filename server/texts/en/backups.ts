// Backups.
export const failures = {
  'backup.not-here': {
    title: 'Backups are not made here',
    detail:
      'The store is on a MongoDB server (MONGODB_URI). Please back it up with mongodump, and restore it with mongorestore, on that server.',
  },
};

export const acts = { 'backup.taken': 'Store backed up' };
