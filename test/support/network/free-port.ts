import { createServer } from 'node:net';

/** Ports that no system hands out by itself: neither to who asks for any, nor to outgoing connections. */
const OURS = { from: 10_000, count: 20_000 };

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port of this machine that nobody listens on, for a program that has to be told one beforehand. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = OURS.from + Math.floor(Math.random() * OURS.count);
    if (await isFree(port)) return port;
  }
}
