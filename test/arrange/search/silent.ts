// A server that accepts every connection and never answers: as one that is swapping, or behind a network that drops packets.
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface Silent {
  url: string;
  /** How many connections are open at present. */
  open(): number;
  close(): Promise<void>;
}

export async function silentServer(): Promise<Silent> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.resume();
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
