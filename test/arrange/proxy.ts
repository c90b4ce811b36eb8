// A line to a server that can be cut and mended: what a process sees when the network, or the server, goes away.

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface Line {
  port: number;
  /** Ends every connection and refuses new ones, until `mend`. */
  cut(): void;
  /** From now on requests arrive, but no answer comes back, until `mend`. */
  loseAnswers(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function lineTo(host: string, port: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let isDeaf = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, host);
    near.on('data', (request) => far.write(request));
    far.on('data', (answer) => isDeaf || near.write(answer));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
      destroyAll();
    },
    loseAnswers: () => {
      isDeaf = true;
    },
    mend: () => {
      isCut = false;
      isDeaf = false;
    },
    close: () => {
      destroyAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
