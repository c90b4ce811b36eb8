// Gives every request its act: an id, the moment it arrived, and the reader's language.
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import Negotiator from 'negotiator';
import type { Locale } from '../store/records.js';

/** What is done with every request before anything else; it takes no time. */
export type Preparation = (req: Request, res: Response) => void;

const saneId = /^[\w.-]{8,64}$/;

/** The id of a proxy in front is kept, so that its log and ours can be read together. */
export function identify(now: () => Date): Preparation {
  return (req, res) => {
    const given = req.get('X-Request-Id') ?? '';
    const requestId = saneId.test(given) ? given : randomUUID();
    const locale = wishedLocale(req) ?? 'vi';
    req.act = { account: null, requestId, now: now(), locale, trail: [], once: null };
    req.provenBy = null;
    res.setHeader('X-Request-Id', requestId);
  };
}

/** Readers send few different wishes, and reading one takes a while. */
const wishes = new Map<string, Locale | null>();
const mostWishes = 500;

/** The language the request asks for; null when it asks for none that is spoken here, or for any. */
export function wishedLocale(req: Request): Locale | null {
  const wish = req.get('Accept-Language') ?? '*';
  if (wish === '*') return null;
  const known = wishes.get(wish);
  if (known !== undefined) return known;
  const locale = (new Negotiator(req).language(['vi', 'en']) ?? null) as Locale | null;
  if (wishes.size >= mostWishes) wishes.clear();
  wishes.set(wish, locale);
  return locale;
}
