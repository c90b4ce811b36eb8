// npm run migrate: brings the store to this version's layout and indexes, as every start does; before it, when it may take long.
import { runCommand } from './command.js';
import { tell } from './say.js';

// Opening is what migrates.
await runCommand(async () => tell('migrate.done'));
