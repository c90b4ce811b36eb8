// Start and stop.
import { complain, say, tell } from './commands/say.js';
import { readConfig } from './config.js';
import { demoAccounts, demoPassword } from './features/accounts/demo.js';
import { serve } from './serve.js';

try {
  const config = readConfig();
  const { url, stop, mainJob } = await serve(config, () => new Date());
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => tell('start.stopped'), complain));
  say(`\n${await mainJob()}\n`);
  tell('start.ready', { url });
  tell('start.docs', { url });
  if (!config.production) {
    tell('start.demo', { password: demoPassword });
    for (const { email, name } of demoAccounts) say(`  ${email.padEnd(18)} ${name}`);
  }
} catch (error) {
  complain(error);
}
