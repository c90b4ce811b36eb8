// helmet's headers for every answer. They never differ, so they are worked out once.
import type { Request, Response } from 'express';
import helmet from 'helmet';
import type { Preparation } from '../identify.js';

/** Everything from this address alone; inline styles because Swagger UI writes them. https is asked for only where it is. */
export function shield({ https }: { https: boolean }): Preparation {
  const headers = new Map<string, string>();
  const answer = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  };
  const protect = helmet({
    contentSecurityPolicy: {
      directives: {
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        upgradeInsecureRequests: https ? [] : null,
      },
    },
    strictTransportSecurity: https,
  });
  protect({} as Request, answer as unknown as Response, () => {});
  const all = [...headers];
  return (_req, res) => {
    for (const [name, value] of all) res.setHeader(name, value);
  };
}
