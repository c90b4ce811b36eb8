// What operators see: one log line and one measurement a request, by the row's path: never words, addresses or names.
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Preparation } from '../identify.js';

const patienceMs = 2000;

/** Things whose state is asked when metrics are read; each answers with a number. */
export type Gauges = Readonly<Record<string, { help: string; read: () => Promise<number> }>>;

export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor(gauges: Gauges) {
    collectDefaultMetrics({ register: this.registry });
    for (const [name, { help, read }] of Object.entries(gauges)) {
      new Gauge({
        name,
        help,
        registers: [this.registry],
        async collect() {
          // An engine that cannot be asked, or not in time, shows as NaN; the other measurements are still given.
          this.set(await inTime(read()).catch(() => Number.NaN));
        },
      });
    }
  }
}

async function inTime(answer: Promise<number>): Promise<number> {
  const over = new AbortController();
  const late = wait(patienceMs, Number.NaN, { signal: over.signal, ref: false }).catch(() => Number.NaN);
  return Promise.race([answer, late]).finally(() => over.abort());
}

const routeOf = (res: Response): string => (res.locals.route as string | undefined) ?? 'other';

export function observe(log: Logger, metrics: Metrics): Preparation {
  return (req, res) => {
    const begun = performance.now();
    res.on('close', () => {
      const seconds = (performance.now() - begun) / 1000;
      const line = { method: req.method, route: routeOf(res), status: res.statusCode };
      metrics.requests.observe(line, seconds);
      const role = req.act.account?.role;
      log.info({ requestId: req.act.requestId, ...line, role, ms: Math.round(seconds * 1000) }, 'request');
    });
  };
}
