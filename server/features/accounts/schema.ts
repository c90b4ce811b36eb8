// The wire shapes of sessions, tokens and accounts.
import { z } from 'zod';
import { pageOf, paging } from '../../http/paging.js';
import { type Role, roles } from '../../store/records.js';

const ministryCode = 'BNG';

/** The kind of organisation each role belongs to. */
export const kindOfRole = {
  planner: 'ministry',
  approver: 'ministry',
  admin: 'ministry',
  province: 'province',
  partner: 'partner',
  mission: 'mission',
} as const satisfies Record<Role, string>;

const role = z.enum(roles).describe('What the account may do');
const locale = z.enum(['vi', 'en']).describe('The language the service speaks to this account');
const organisation = z
  .strictObject({
    kind: z.enum(['ministry', 'province', 'partner', 'mission']).describe('Kind of organisation'),
    code: z
      .string()
      .min(1)
      .max(20)
      .describe(`Province code, partner code, country of a Vietnamese mission abroad, or ${ministryCode}`),
  })
  .meta({ id: 'Organisation', description: 'The organisation the account belongs to' });
const password = z.string().min(12).max(200).describe('At least 12 characters');
const instant = (what: string) => z.iso.datetime().describe(what);

export const accountSchema = z
  .strictObject({
    id: z.string().describe('Id of the account'),
    name: z.string().describe('Name shown to others'),
    role,
    organisation,
    locale,
  })
  .meta({ id: 'Account', description: 'The signed-in account' });

export const credentialsSchema = z.strictObject({
  email: z.string().min(1).max(254).describe('E-mail address of the account'),
  password: z.string().min(1).max(200).describe('Password of the account'),
});

export const sessionSchema = z.strictObject({
  account: accountSchema,
  csrfToken: z
    .string()
    .nullable()
    .describe('To be sent as X-CSRF-Token with each write; null when the account was proven by a bearer token'),
});

export const tokenRequestSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('What the token is for'),
  days: z.int().min(1).max(365).describe('Days until it expires'),
});

const token = {
  id: z.string().describe('Id of the token'),
  name: z.string().describe('What the token is for'),
  createdAt: instant('When it was made'),
  expiresAt: instant('When it expires'),
};
export const tokenSchema = z
  .strictObject(token)
  .meta({ id: 'Token', description: 'A personal access token, without its secret' });
export const newTokenSchema = z.strictObject({
  ...token,
  token: z.string().describe('The secret, shown only this once: Authorization: Bearer …'),
});
export const tokenPageSchema = pageOf(tokenSchema);

export const managedAccountSchema = z
  .strictObject({
    ...accountSchema.shape,
    email: z.string().describe('E-mail address, also the name to sign in with'),
    active: z.boolean().describe('Whether the account may act'),
    createdAt: instant('When it was made'),
    version: z.int().describe('Version of the record'),
  })
  .meta({ id: 'ManagedAccount', description: 'An account as the administrator sees it' });
export const managedAccountPageSchema = pageOf(managedAccountSchema);

export const pagingSchema = z.strictObject(paging);
export const accountQuerySchema = z.strictObject({ ...paging, role: role.optional() });

export const newAccountSchema = z
  .strictObject({
    email: z.email().max(254).describe('E-mail address, also the name to sign in with'),
    name: z.string().trim().min(1).max(200).describe('Name shown to others'),
    role,
    organisation,
    locale: locale.default('vi'),
    password,
  })
  .refine((account) => kindOfRole[account.role] === account.organisation.kind, {
    error: 'account.role-mismatch',
    path: ['organisation', 'kind'],
  });
export type NewAccount = z.output<typeof newAccountSchema>;

export const passwordSchema = z.strictObject({ password });
