// For the machines that watch: alive, ready (and what is not), and the measurements.
import { Router } from 'express';
import type { Metrics } from './observe.js';

/** Named checks; each rejects when its part is not ready. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

const patienceMs = 2000;

type State = 'ok' | 'failing' | 'degraded';

function statesOf(checks: Checks, otherwise: State): Promise<readonly [string, State]>[] {
  return Object.entries(checks).map(async ([name, check]) => [name, (await inTime(check)) ? 'ok' : otherwise] as const);
}

function inTime(check: () => Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    const settle = (isReady: boolean) => {
      clearTimeout(timer);
      resolve(isReady);
    };
    check().then(
      () => settle(true),
      () => settle(false),
    );
  });
}

interface Parts {
  /** Without these there is no service. */
  needed: Checks;
  /** Without these the service goes on, and says so: it is kept in rotation. */
  helpful: Checks;
}

export function health({ needed, helpful }: Parts, metrics: Metrics): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.locals.route = '/healthz';
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    res.locals.route = '/readyz';
    const states = await Promise.all([...statesOf(needed, 'failing'), ...statesOf(helpful, 'degraded')]);
    const worst = (['failing', 'degraded'] as const).find((state) => states.some(([, found]) => found === state));
    res
      .status(worst === 'failing' ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json({ status: worst ?? 'ok', checks: Object.fromEntries(states) });
  });
  router.get('/metrics', async (_req, res) => {
    res.locals.route = '/metrics';
    res
      .set({ 'Cache-Control': 'no-store', 'Content-Type': metrics.registry.contentType })
      .send(await metrics.registry.metrics());
  });
  return router;
}
