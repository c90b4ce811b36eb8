// npm run account -- --email ADDRESS: the first administrator of a new installation; all other accounts are made through the API.
import { randomBytes } from 'node:crypto';
import { composeServices } from '../compose.js';
import { Failure } from '../failures.js';
import { newAccountSchema } from '../features/accounts/schema.js';
import { systemAct } from '../http/act.js';
import { issuesOf } from '../http/input.js';
import { requiredOption, runCommand } from './command.js';
import { tell } from './say.js';

await runCommand(async (engines) => {
  const email = requiredOption('email', 'npm run account -- --email admin@example.vn');
  // Shown once; whoever signs in with it can have it reset through the API.
  const password = randomBytes(15).toString('base64url');
  const given = { email, name: email, role: 'admin', organisation: { kind: 'ministry', code: 'BNG' }, password };
  const account = newAccountSchema.safeParse(given);
  if (!account.success) {
    const issues = issuesOf(newAccountSchema, given);
    throw new Failure('input.invalid', { count: issues.length }, issues);
  }
  await composeServices(engines).accounts.create(systemAct(engines.now()), account.data);
  tell('account.done', { email, password });
});
