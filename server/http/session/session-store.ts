// Keeps express-session's sessions in the store, under the SHA-256 of their id: a copy of the store opens no session.
import { createHash } from 'node:crypto';
import session from 'express-session';
import type { Store } from '../../store/port.js';

const idleMs = 12 * 60 * 60 * 1000;
/** A session in use is prolonged at most this often, so that reading does not write each time. */
const touchEveryMs = 5 * 60 * 1000;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Done = (error?: unknown) => void;

export class StoredSessions extends session.Store {
  readonly #store: Store;
  readonly #now: () => Date;

  constructor(store: Store, now: () => Date) {
    super();
    this.#store = store;
    this.#now = now;
  }

  override get(sid: string, done: (error: unknown, data?: session.SessionData | null) => void): void {
    this.#read(sid).then(
      (data) => done(null, data),
      (error: unknown) => done(error),
    );
  }

  override set(sid: string, data: session.SessionData, done: Done = () => {}): void {
    this.#write(sid, data).then(() => done(), done);
  }

  override destroy(sid: string, done: Done = () => {}): void {
    this.#remove(sid).then(() => done(), done);
  }

  override touch(sid: string, _data: session.SessionData, done: Done = () => {}): void {
    this.#prolong(sid).then(() => done(), done);
  }

  async #read(sid: string): Promise<session.SessionData | null> {
    const found = await this.#store.sessions.get(sha256(sid));
    if (!found || found.expiresAt <= this.#now().toISOString()) return null;
    return JSON.parse(found.data) as session.SessionData;
  }

  async #write(sid: string, data: session.SessionData): Promise<void> {
    const id = sha256(sid);
    const fresh = {
      id,
      account: data.passport?.user ?? null,
      data: JSON.stringify(data),
      expiresAt: this.#idleEnd().toISOString(),
    };
    await this.#store.transaction(async (tx) => {
      const found = await tx.sessions.get(id);
      if (found) await tx.sessions.replace({ ...fresh, version: found.version });
      else await tx.sessions.insert(fresh);
    });
  }

  async #prolong(sid: string): Promise<void> {
    const end = this.#idleEnd();
    const isRecent = (expiresAt: string) => end.getTime() - Date.parse(expiresAt) < touchEveryMs;
    const found = await this.#store.sessions.get(sha256(sid));
    if (!found || isRecent(found.expiresAt)) return;
    await this.#store.transaction(async (tx) => {
      const current = await tx.sessions.get(found.id);
      if (current) await tx.sessions.replace({ ...current, expiresAt: end.toISOString() });
    });
  }

  async #remove(sid: string): Promise<void> {
    await this.#store.transaction(async (tx) => {
      const found = await tx.sessions.get(sha256(sid));
      if (found) await tx.sessions.remove(found.id);
    });
  }

  #idleEnd(): Date {
    return new Date(this.#now().getTime() + idleMs);
  }
}

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: string };
    csrfToken?: string;
  }
}
