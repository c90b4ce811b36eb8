// npm run openapi: writes docs/openapi.json from the rows, on an empty store of its own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { routesOf } from '../app.js';
import { composeServices, openEngines } from '../compose.js';
import { readConfig } from '../config.js';
import { openapi } from '../http/openapi.js';
import { tell } from './say.js';

const file = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
const engines = await openEngines(readConfig({ DATA_DIR: folder }), () => new Date());
await writeFile(file, `${JSON.stringify(openapi(routesOf(composeServices(engines))), null, 2)}\n`);
await engines.close();
await rm(folder, { recursive: true });
tell('openapi.done', { file: 'docs/openapi.json' });
