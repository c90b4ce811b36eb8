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
  /** From now on until a `cut`, requests stay in the line; the cut does not take them out of it. */
  hold(): void;
  /** How many requests are in the line. */
  held(): number;
  /** Sends on what was held; resolves when all of it has been answered, though there may be nobody left to hear. */
  deliver(): Promise<void>;
  close(): Promise<void>;
}

export async function lineTo(host: string, port: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let isDeaf = false;
  let isHolding = false;
  let held: { far: Socket; request: Buffer }[] = [];
  const destroy = (socket: Socket) => held.some(({ far }) => far === socket) || socket.destroy();
  const destroyAll = () => {
    for (const socket of sockets) destroy(socket);
  };
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, host);
    near.on('data', (request: Buffer) => {
      if (isHolding) held.push({ far, request });
      else far.write(request);
    });
    far.on('data', (answer) => isDeaf || near.destroyed || near.write(answer));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => destroy(other));
      one.on('close', () => {
        sockets.delete(one);
        destroy(other);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
      isHolding = false;
      destroyAll();
    },
    loseAnswers: () => {
      isDeaf = true;
    },
    mend: () => {
      isCut = false;
      isDeaf = false;
    },
    hold: () => {
      if (!isHolding) held = [];
      isHolding = true;
    },
    held: () => held.length,
    deliver: async () => {
      isHolding = false;
      const late = held;
      held = [];
      const answered = late.map(
        ({ far }) => new Promise((resolve) => far.once('data', resolve).once('close', resolve)),
      );
      for (const { far, request } of late) far.write(request);
      await Promise.all(answered);
    },
    close: () => {
      held = [];
      destroyAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
