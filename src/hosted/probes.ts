import { createServer } from 'node:http';
import { listenError } from '../model/listen-error.ts';

/** What a worker answers to whoever looks after it. */
export interface ProbeParts {
  /** Rejects while the database cannot be asked. */
  readonly look: () => Promise<void>;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
}

/** A port that is listened on. */
export interface RunningProbes {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Longer a supervisor does not wait. */
const LOOK_MS = 3000;

async function within(asked: Promise<void>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), LOOK_MS).unref());
  const answered = asked.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]);
}

/**
 * `/healthz`, `/readyz` and `/metrics` of a worker, which serves no page. Rejects `http.portTaken` and what
 * else keeps a port from being listened on.
 */
export async function serveProbes(
  parts: ProbeParts,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningProbes> {
  const answer = async (path: string): Promise<readonly [number, string, string]> => {
    const json = 'application/json';
    if (path === '/healthz') return [200, json, JSON.stringify({ alive: true })];
    if (path === '/readyz') {
      const ready = await within(parts.look());
      return [ready ? 200 : 503, json, JSON.stringify({ ready, memory: ready })];
    }
    if (path !== '/metrics') return [404, json, JSON.stringify({ code: 'http', what: '404' })];
    const { type, text } = await parts.metrics();
    return [200, type, text];
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    answer(path)
      .catch(() => [503, 'text/plain', ''] as const)
      .then(([status, type, text]) => response.writeHead(status, { 'Content-Type': type }).end(text))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error) =>
      reject(listenError(error, { host, port, taken: 'http.portTaken' })),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
