// The service as a process of its own, asked over HTTP as a browser asks it.
import { join } from 'node:path';
import { demoPassword } from '../../../server/features/accounts/demo.js';
import { type Started, start } from '../process.js';
import { root } from '../sources.js';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of the API, read as a script reads them
  body: any;
}
export interface Sent {
  body?: object;
  /** Sent as If-Match. */
  version?: number;
  /** Sent as Idempotency-Key. */
  key?: string;
}
/** What a signed-in person sends along; good at any process. */
export interface Pass {
  cookie: string;
  csrfToken: string;
}
export interface RunningService extends Started {
  url: string;
  /** Rejects with a TypeError when the connection breaks. */
  ask(pass: Pass, method: string, path: string, sent?: Sent): Promise<Answer>;
  signIn(email: string): Promise<Pass>;
}

export async function startService(env: Record<string, string>): Promise<RunningService> {
  const service = start(join(root, 'dist', 'server', 'main.js'), [], { PORT: '0', ...env });
  const [, url = ''] = await service.says(/is running at (http:\/\/127\.0\.0\.1:\d+)\n/);
  const ask: RunningService['ask'] = async ({ cookie, csrfToken }, method, path, { body, version, key } = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Cookie: cookie,
        'X-CSRF-Token': csrfToken,
        ...(version !== undefined && { 'If-Match': `"${version}"` }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  const signIn = async (email: string): Promise<Pass> => {
    const answer = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: demoPassword }),
    });
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', csrfToken };
  };
  return { ...service, url, ask, signIn };
}
