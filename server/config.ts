// The only reader of the environment. Development works without any setting; production names all that is missing at once.
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Failure, type Issue } from './failures.js';
import { issuesOf } from './http/input.js';
import { withSecrets } from './secret-files.js';

const address = z.url().optional();
/** Not a URL to the letter: it may name several hosts. */
const mongodbAddress = z
  .string()
  .regex(/^mongodb(?:\+srv)?:\/\/\S+$/)
  .optional();

const privateNetworks = ['loopback', 'linklocal', 'uniquelocal'];
const isProxy = (entry: string): boolean => {
  const [ip = '', bits] = entry.split('/');
  const version = isIP(ip);
  if (version === 0) return privateNetworks.includes(entry);
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};
const secretFile = z.string().optional();
/** Addresses, networks (10.0.0.0/8), or a name for private ones, with commas between them. */
const proxies = z
  .string()
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .refine((list) => list.every(isProxy), 'config.not-an-address');

/** The settings by their names in the environment; .env.example lists the same. */
export const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  PUBLIC_URL: address,
  TRUST_PROXY: proxies.optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  SESSION_SECRET_FILE: secretFile,
  MONGODB_URI: mongodbAddress,
  MONGODB_URI_FILE: secretFile,
  MEILI_URL: address,
  MEILI_KEY: z.string().optional(),
  MEILI_KEY_FILE: secretFile,
  MEILI_INDEX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .default('postings'),
  SMTP_URL: address,
  SMTP_URL_FILE: secretFile,
});

const productionSettings = settings.required({ PUBLIC_URL: true, SESSION_SECRET: true });

export interface Config {
  production: boolean;
  host: string;
  port: number;
  dataDir: string;
  logLevel: string;
  /** The address people use, when a proxy stands in front. */
  publicUrl: string | null;
  /** Proxies whose word on the caller's address is believed, as express names them; empty: none. */
  trustedProxies: readonly string[];
  session: { secret: string; secure: boolean };
  mongodbUri: string | null;
  meilisearch: { url: string; key: string; index: string } | null;
  smtpUrl: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Fails with `config.invalid`; its issues point to the settings by name. */
export function readConfig(env: Environment = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const schema = given.NODE_ENV === 'production' ? productionSettings : settings;
  const found = withSecrets(given);
  const result = schema.safeParse(found.settings);
  if (!result.success || found.issues.length > 0) {
    const isSaid = ({ pointer }: Issue) => found.issues.some((issue) => issue.pointer === `${pointer}_FILE`);
    const others = issuesOf(schema, found.settings).filter((issue) => !isSaid(issue));
    throw new Failure('config.invalid', {}, [...found.issues, ...others]);
  }
  const values = result.data;
  const production = values.NODE_ENV === 'production';
  return {
    production,
    host: values.HOST,
    port: values.PORT,
    dataDir: resolve(values.DATA_DIR),
    logLevel: values.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    publicUrl: values.PUBLIC_URL ?? null,
    trustedProxies: values.TRUST_PROXY ?? (values.PUBLIC_URL === undefined ? [] : privateNetworks),
    session: {
      secret: values.SESSION_SECRET ?? 'for development only, never behind a public address',
      secure: values.PUBLIC_URL?.startsWith('https:') ?? false,
    },
    mongodbUri: values.MONGODB_URI ?? null,
    meilisearch:
      values.MEILI_URL === undefined
        ? null
        : { url: values.MEILI_URL, key: values.MEILI_KEY ?? '', index: values.MEILI_INDEX },
    smtpUrl: values.SMTP_URL ?? null,
  };
}
