// For the machines that watch: alive, ready (and what is not), and the measurements.
import { Router } from 'express';
import type { Metrics } from './observe.js';

/** Named checks; each throws or rejects when its part is not ready. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

const patienceMs = 2000;

function inTime(check: () => Promise<void>): Promise<'ok' | 'failing'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('failing'), patienceMs);
    const settle = (state: 'ok' | 'failing') => {
      clearTimeout(timer);
      resolve(state);
    };
    check().then(
      () => settle('ok'),
      () => settle('failing'),
    );
  });
}

export function health(checks: Checks, metrics: Metrics): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.locals.route = '/healthz';
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    res.locals.route = '/readyz';
    const states = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await inTime(check)]));
    const ready = states.every(([, state]) => state === 'ok');
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ok' : 'failing', checks: Object.fromEntries(states) });
  });
  router.get('/metrics', async (_req, res) => {
    res.locals.route = '/metrics';
    res
      .set({ 'Cache-Control': 'no-store', 'Content-Type': metrics.registry.contentType })
      .send(await metrics.registry.metrics());
  });
  return router;
}
