// Start and stop.
import { complain, say, tell } from './commands/say.js';
import { readConfig } from './config.js';
import { demoAccounts, demoPassword } from './features/accounts/demo.js';
import { serve } from './serve.js';

let isStopping = false;
try {
  const config = readConfig();
  const { url, stop, mainJob } = await serve(config, () => new Date());
  const halt = () => {
    // Ctrl-C reaches this process twice: from the terminal, and passed on by the launcher.
    if (isStopping) return;
    isStopping = true;
    stop().then(() => tell('start.stopped'), complain);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, halt);
  const plan = await mainJob();
  if (!isStopping) {
    say(`\n${plan}\n`);
    tell('start.ready', { url });
    tell('start.docs', { url });
    if (!config.production) {
      tell('start.demo', { password: demoPassword });
      for (const { email, name } of demoAccounts) say(`  ${email.padEnd(18)} ${name}`);
    }
  }
} catch (error) {
  complain(error);
}
