// Backups.
export const acts = { 'backup.taken': 'Store backed up' };
