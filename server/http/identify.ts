// Gives every request its act: an id, the moment it arrived, and the reader's language.
import type { RequestHandler } from 'express';
import Negotiator from 'negotiator';
import { v7 as uuidv7 } from 'uuid';
import type { Locale } from '../store/records.js';

const saneId = /^[\w.-]{8,64}$/;

/** The id of a proxy in front is kept, so that its log and ours can be read together. */
export function identify(now: () => Date): RequestHandler {
  return (req, res, next) => {
    const given = req.get('X-Request-Id') ?? '';
    const requestId = saneId.test(given) ? given : uuidv7();
    const locale = (new Negotiator(req).language(['vi', 'en']) ?? 'vi') as Locale;
    req.act = { account: null, requestId, now: now(), locale, trail: [], once: null };
    req.provenBy = null;
    res.set('X-Request-Id', requestId);
    next();
  };
}
