// Who is calling: a cookie session (express-session, passport) or a bearer token, and the CSRF token that guards the cookie.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import session from 'express-session';
import { Passport } from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { Failure } from '../../failures.js';
import type { Account, Act } from '../act.js';
import { wishedLocale } from '../identify.js';
import type { Door } from '../route.js';
import { sha256 } from './session-store.js';

/** Who the edge asks; the accounts feature answers. */
export interface Doorkeeper {
  /** Fails with `session.refused` or `session.too-many-attempts`. */
  signIn(act: Act, given: { email: string; password: string; address: string }): Promise<Account>;
  signOut(act: Act): Promise<void>;
  /** The account, if it may still act. */
  accountById(id: string): Promise<Account | null>;
  accountByToken(token: string, now: Date): Account | null | Promise<Account | null>;
}

export interface SessionSettings {
  secret: string;
  /** Behind https: the cookie is sent over https only. */
  secure: boolean;
}

export interface Sessions {
  middleware: RequestHandler;
  doorOf(req: Request, res: Response): Door;
  checkCsrf(req: Request): void;
}

export const csrfHeader = 'X-CSRF-Token';
export const cookieName = (secure: boolean): string => (secure ? '__Host-session' : 'session');

function bearerOf(req: Request): string | null {
  const header = req.get('Authorization');
  if (header === undefined) return null;
  const token = /^Bearer ([\w.~+/=-]{1,200})$/i.exec(header)?.[1];
  if (token === undefined) throw new Failure('token.invalid');
  return token;
}

const sameToken = (a: string, b: string) => timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));

function passportFor(keeper: Doorkeeper): InstanceType<typeof Passport> {
  const passport = new Passport();
  passport.serializeUser<string>((account, done) => done(null, account.id));
  passport.deserializeUser<string>((id, done) => {
    keeper.accountById(id).then((account) => done(null, account ?? false), done);
  });
  passport.use(
    new LocalStrategy({ usernameField: 'email', passReqToCallback: true }, (req, email, password, done) => {
      const { act, ip = '' } = req as Request;
      keeper.signIn(act, { email, password, address: ip }).then((account) => done(null, account), done);
    }),
  );
  return passport;
}

export function sessions(keeper: Doorkeeper, store: session.Store, { secret, secure }: SessionSettings): Sessions {
  const passport = passportFor(keeper);

  const byBearer = (req: Request, account: Account | null) => {
    if (!account) throw new Failure('token.invalid');
    admit(req, account, 'bearer');
  };
  const byCookie = express.Router();
  byCookie.use(
    // Without an age the cookie ends with the browser; the idle limit is the store's, where it cannot be tampered with.
    session({
      name: cookieName(secure),
      secret,
      store,
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    }),
    passport.session(),
    (req, _res, next) => {
      if (req.user) admit(req, req.user, 'cookie');
      next();
    },
  );

  return {
    middleware: (req, res, next) => {
      const token = bearerOf(req);
      if (token === null) {
        byCookie(req, res, next);
        return;
      }
      const found = keeper.accountByToken(token, req.act.now);
      if (found instanceof Promise) {
        found.then((account) => byBearer(req, account)).then(() => next(), next);
      } else {
        byBearer(req, found);
        next();
      }
    },

    doorOf: (req, res) => ({
      get address() {
        return req.ip ?? '';
      },
      signIn: async () => {
        const account = await authenticate(passport, req, res);
        const csrfToken = randomBytes(24).toString('base64url');
        await new Promise<void>((resolve, reject) => {
          req.logIn(account, (error?: unknown) => (error ? reject(error) : resolve()));
        });
        req.session.csrfToken = csrfToken;
        return { account, csrfToken };
      },
      signOut: async () => {
        if (req.provenBy !== 'cookie') throw new Failure('session.required');
        await keeper.signOut(req.act);
        await new Promise<void>((resolve, reject) => {
          req.session.destroy((error?: unknown) => (error ? reject(error) : resolve()));
        });
        res.clearCookie(cookieName(secure), { httpOnly: true, sameSite: 'lax', secure, path: '/' });
      },
      csrfToken: () => req.session?.csrfToken ?? null,
    }),

    checkCsrf: (req) => {
      const expected = req.session.csrfToken;
      if (expected === undefined || !sameToken(req.get(csrfHeader) ?? '', expected))
        throw new Failure('session.csrf-mismatch');
    },
  };
}

function admit(req: Request, account: Account, provenBy: 'cookie' | 'bearer'): void {
  req.act = { ...req.act, account, locale: wishedLocale(req) ?? account.locale };
  req.provenBy = provenBy;
}

/** Runs passport's local strategy on the body the row has already checked. */
function authenticate(passport: InstanceType<typeof Passport>, req: Request, res: Response): Promise<Account> {
  return new Promise((resolve, reject) => {
    const settle = (error: unknown, account?: Account | false | null) => {
      if (error) reject(error);
      else if (account) resolve(account);
      else reject(new Failure('session.refused'));
    };
    passport.authenticate('local', { session: false }, settle)(req, res, reject);
  });
}
