import { type Route, route } from '../../http/route.js';
import { backupSchema } from './schema.js';
import type { Backups } from './service.js';

export const backupRoutes = (backups: Backups): readonly Route[] => [
  route({
    method: 'post',
    path: '/backups',
    summary: 'Back up the store',
    description:
      'Writes a consistent copy of the whole store into a folder of its own on the server, while the service goes on. Search goes on too; writes wait until it is done.',
    access: ['admin'],
    audit: 'backup.taken',
    answers: { status: 201, schema: backupSchema, description: 'Where the copy is' },
    handle: (act) => backups.take(act),
  }),
];
