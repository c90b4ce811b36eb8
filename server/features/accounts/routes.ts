import { type Route, route } from '../../http/route.js';
import { presentManaged, presentToken } from './present.js';
import {
  accountQuerySchema,
  credentialsSchema,
  managedAccountPageSchema,
  managedAccountSchema,
  newAccountSchema,
  newTokenSchema,
  pagingSchema,
  passwordSchema,
  sessionSchema,
  tokenPageSchema,
  tokenRequestSchema,
} from './schema.js';
import type { Accounts } from './service.js';
import type { Tokens } from './tokens.js';

const sessionRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/session',
    secretAnswer: true,
    summary: 'Sign in',
    description: 'Starts a session and sets its cookie. Failed attempts are limited per account and per address.',
    access: 'public',
    audit: 'session.started',
    body: credentialsSchema,
    answers: { status: 200, schema: sessionSchema, description: 'The account and the session’s CSRF token' },
    handle: (_act, _input, door) => door.signIn(),
  }),
  route({
    method: 'get',
    path: '/session',
    summary: 'Who is signed in',
    description: 'The account this request is made as.',
    access: 'signed-in',
    audit: 'none',
    answers: { status: 200, schema: sessionSchema, description: 'The account and the session’s CSRF token' },
    handle: async ({ account }, _input, door) => ({ account, csrfToken: door.csrfToken() }),
  }),
  route({
    method: 'delete',
    path: '/session',
    summary: 'Sign out',
    description: 'Ends the session of the cookie; a bearer token has none and is revoked instead.',
    access: 'signed-in',
    audit: 'session.ended',
    answers: { status: 204, description: 'Signed out' },
    handle: (_act, _input, door) => door.signOut(),
  }),
];

const tokenRoutes = (tokens: Tokens): readonly Route[] => [
  route({
    method: 'get',
    path: '/tokens',
    summary: 'One’s own access tokens',
    description: 'The personal access tokens of the account, newest first, without their secrets.',
    access: 'signed-in',
    audit: 'none',
    query: pagingSchema,
    answers: { status: 200, schema: tokenPageSchema, description: 'A page of tokens' },
    handle: async (act, { query }) => {
      const { items, total } = await tokens.list(act, query);
      return { items: items.map(presentToken), total, ...query };
    },
  }),
  route({
    method: 'post',
    path: '/tokens',
    secretAnswer: true,
    summary: 'Make an access token',
    description: 'A personal access token for scripts, with the rights of the account. The secret is shown only once.',
    access: 'signed-in',
    audit: 'token.created',
    body: tokenRequestSchema,
    answers: { status: 201, schema: newTokenSchema, description: 'The token with its secret' },
    handle: async (act, { body }) => {
      const { stored, secret } = await tokens.create(act, body);
      return { ...presentToken(stored), token: secret };
    },
  }),
  route({
    method: 'delete',
    path: '/tokens/{id}',
    params: { id: 'Id of the token' },
    summary: 'Revoke an access token',
    description: 'The token stops working at once.',
    access: 'signed-in',
    audit: 'token.revoked',
    answers: { status: 204, description: 'Revoked' },
    handle: (act, { params }) => tokens.revoke(act, params.id),
  }),
];

const managedRoutes = (accounts: Accounts): readonly Route[] => [
  route({
    method: 'get',
    path: '/accounts',
    summary: 'All accounts',
    description: 'The accounts of the service, by e-mail address.',
    access: ['admin'],
    audit: 'none',
    query: accountQuerySchema,
    answers: { status: 200, schema: managedAccountPageSchema, description: 'A page of accounts' },
    handle: async (_act, { query }) => {
      const { items, total } = await accounts.list(query);
      return { items: items.map(presentManaged), total, page: query.page, pageSize: query.pageSize };
    },
  }),
  route({
    method: 'post',
    path: '/accounts',
    summary: 'Create an account',
    description: 'An account for a person of the ministry, a province, a partner or a Vietnamese mission abroad.',
    access: ['admin'],
    audit: 'account.created',
    body: newAccountSchema,
    answers: { status: 201, schema: managedAccountSchema, description: 'The new account' },
    handle: async (act, { body }) => presentManaged(await accounts.create(act, body)),
  }),
  route({
    method: 'post',
    path: '/accounts/{id}/deactivate',
    params: { id: 'Id of the account' },
    summary: 'Deactivate an account',
    description: 'The account may no longer act; its sessions and tokens end at once.',
    access: ['admin'],
    audit: 'account.deactivated',
    ifMatch: true,
    answers: { status: 200, schema: managedAccountSchema, description: 'The account' },
    handle: async (act, { params, version }) => presentManaged(await accounts.deactivate(act, params.id, version)),
  }),
  route({
    method: 'post',
    path: '/accounts/{id}/password',
    params: { id: 'Id of the account' },
    summary: 'Reset a password',
    description: 'Sets a new password; sessions with the old one end at once.',
    access: ['admin'],
    audit: 'account.password-reset',
    ifMatch: true,
    body: passwordSchema,
    answers: { status: 200, schema: managedAccountSchema, description: 'The account' },
    handle: async (act, { params, body, version }) =>
      presentManaged(await accounts.resetPassword(act, params.id, body.password, version)),
  }),
];

export const accountRoutes = (tokens: Tokens, accounts: Accounts): readonly Route[] => [
  ...sessionRoutes,
  ...tokenRoutes(tokens),
  ...managedRoutes(accounts),
];
