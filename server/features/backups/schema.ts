// The wire shape of a backup.
import { z } from 'zod';

export const backupSchema = z
  .strictObject({
    folder: z.string().describe('Folder on the server; `npm run restore -- --from` takes it'),
    bytes: z.int().describe('Size of the copy'),
  })
  .meta({ id: 'Backup', description: 'A copy of the store' });
