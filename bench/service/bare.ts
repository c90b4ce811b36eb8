// The peer of the API: Express and nothing else, answering with the same JSON. Told what to answer by its parent process.
import type { AddressInfo } from 'node:net';
import express from 'express';

process.once('message', (answers: Record<string, unknown>) => {
  const app = express();
  for (const [path, answer] of Object.entries(answers)) {
    app.get(path, (_req, res) => {
      res.json(answer);
    });
  }
  const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
