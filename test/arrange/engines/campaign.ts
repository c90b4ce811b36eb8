// Needs on their way from draft to closed, written at any of several processes through whatever happens to them. Every write is
// sent again until it is answered, so in the end each must have been done, once.
import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../../server/store/port.js';
import { needBody } from '../postings.js';
import type { Answer, Pass, RunningService, Sent } from './running-service.js';

/** What was acknowledged of a need. */
interface Need {
  id: string;
  version: number;
  status: string;
  actions: string[];
}

const marker = 'Nhu cầu thử tải';
const steps = { submit: 'submitted', publish: 'published', close: 'closed', renew: 'published' } as const;
const acts = { submit: 'submitted', publish: 'published', close: 'closed', renew: 'renewed' } as const;

export class Campaign {
  readonly #services: () => readonly RunningService[];
  readonly #pass: Pass;
  readonly #store: Store;
  readonly needs = new Map<string, Need>();
  /** Answers that are neither a success nor a reason to send the same again. */
  readonly refused: Answer[] = [];
  /** Called after each acknowledged write with how many there were. */
  onWrite: (count: number) => void = () => {};
  writes = 0;
  #sent = 0;

  /** `services`: those that may be asked at present; `store`: what they write to, seen from outside. */
  constructor(services: () => readonly RunningService[], pass: Pass, store: Store) {
    this.#services = services;
    this.#pass = pass;
    this.#store = store;
  }

  /** Writes until so many writes are acknowledged and every need begun is at its end. */
  async run(writers: number, most: number): Promise<void> {
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let count = 0; this.writes < most; count++) await this.#live(`${marker} ${writer}x${count}`, count);
      }),
    );
  }

  async #live(title: string, count: number): Promise<void> {
    const body = needBody({ title: { vi: title, en: '' } });
    const made = await this.#insist('POST', '/needs', { body, key: encodeURI(title) });
    const id = made?.body.id ?? (await this.#idOf(title));
    const need: Need = { id, version: 1, status: 'draft', actions: ['need.created'] };
    this.needs.set(title, need);
    await this.#change(need, `${title}, sửa một lần`);
    const way = (['submit', 'publish', 'renew', 'close'] as const).slice(0, 1 + (count % 4));
    for (const step of way) {
      await this.#insist('POST', `/needs/${id}/${step}`, { version: need.version, key: encodeURI(`${title} ${step}`) });
      this.#note(need, `need.${acts[step]}`, steps[step]);
    }
  }

  /** A change has no key: when its answer was lost, what is there tells whether it was done. */
  async #change(need: Need, text: string): Promise<void> {
    const path = `/needs/${need.id}`;
    const summary = { vi: text, en: '' };
    const done = await this.#insist('PATCH', path, { body: { summary }, version: need.version }, [409, 412]);
    if (done?.status !== 200) {
      const found = await this.#insist('GET', path);
      if (found?.body.summary.vi !== text) this.refused.push(done as Answer);
    }
    this.#note(need, 'need.changed', 'draft');
  }

  #note(need: Need, action: string, status: string): void {
    need.version += 1;
    need.status = status;
    need.actions.push(action);
  }

  /** The answer; null when the write was done but its answer is not known any more. */
  async #insist(method: string, path: string, sent?: Sent, also: readonly number[] = []): Promise<Answer | null> {
    for (;;) {
      const answer = await this.#send(method, path, sent);
      if (!answer || answer.status === 503 || answer.body?.code === 'request.repeated') {
        await wait(100);
        continue;
      }
      const isDone = answer.body?.code === 'request.already-done';
      if (answer.status >= 300 && !isDone && !also.includes(answer.status)) this.refused.push(answer);
      if (method !== 'GET') this.onWrite(++this.writes);
      return isDone ? null : answer;
    }
  }

  /** To one process after the other; null when the connection broke. */
  async #send(method: string, path: string, sent?: Sent): Promise<Answer | null> {
    const services = this.#services();
    const service = services[this.#sent++ % services.length];
    try {
      return (await service?.ask(this.#pass, method, path, sent)) ?? null;
    } catch (error) {
      // What fetch throws is of another realm than the tests.
      if ((error as Error).name === 'TypeError') return null;
      throw error;
    }
  }

  async #idOf(title: string): Promise<string> {
    const stored = (await this.#stored()).filter((posting) => posting.title.vi === title);
    if (stored.length !== 1) throw new Error(`${title}: ${stored.length} in the store`);
    return stored[0]?.id ?? '';
  }

  async #stored() {
    const postings = await this.#store.postings.find({ where: { 'owner.code': '68' } });
    return postings.filter(({ title }) => title.vi.startsWith(marker));
  }

  /** Every hit of all pages, of postings with this status ('': any). */
  async #hits(status: string): Promise<{ posting: { id: string; title: { vi: string } } }[]> {
    const hits = [];
    for (let page = 1; ; page++) {
      const query = new URLSearchParams({
        q: `"${marker}"`,
        pageSize: '200',
        page: String(page),
        ...(status && { status }),
      });
      const answer = await this.#insist('GET', `/search?${query}`);
      hits.push(...(answer?.body.items ?? []));
      if (answer?.body.degraded) throw new Error('the index does not answer');
      if (page * 200 >= answer?.body.total) return hits;
    }
  }

  /** What was acknowledged, in the shape of `found`. */
  expected(): object[] {
    return [...this.needs]
      .map(([title, { id, version, status, actions }]) => ({
        title,
        id,
        version,
        status,
        actions: actions.sort(),
        hits: 1,
      }))
      .sort(byTitle);
  }

  /** What the store, the audit and the index hold of it. */
  async found(): Promise<object[]> {
    const store = this.#store;
    const postings = await this.#stored();
    const byId = new Map<string, string[]>();
    for (const { subject, action } of await store.audit.find({
      where: { subject: { in: postings.map(({ id }) => id) } },
    }))
      byId.set(subject, [...(byId.get(subject) ?? []), action]);
    const hits = new Map<string, number>();
    for (const status of ['draft', 'submitted', 'published', 'closed'])
      for (const { posting } of await this.#hits(status)) {
        const key = `${posting.id} ${status}`;
        hits.set(key, (hits.get(key) ?? 0) + 1);
      }
    return postings
      .map(({ id, version, status, title }) => ({
        title: title.vi,
        id,
        version,
        status,
        actions: (byId.get(id) ?? []).sort(),
        hits: hits.get(`${id} ${status}`) ?? 0,
      }))
      .sort(byTitle);
  }
}

const byTitle = (a: { title: string }, b: { title: string }) => (a.title < b.title ? -1 : 1);
