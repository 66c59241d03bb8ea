import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a client sent it. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Stands between a client and a shop and writes down what is sent. */
export async function startRecorder(shopUrl: string): Promise<{
  readonly url: string;
  readonly sent: readonly SentRequest[];
  readonly close: () => Promise<void>;
}> {
  const sent: SentRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          typeof value === 'string' &&
          !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)
            ? [[name, value]]
            : [],
        ),
      );
      const path = request.url ?? '/';
      sent.push({ method: request.method ?? 'GET', path, headers, body });
      const onward = forward(
        `${shopUrl}${path}`,
        { method: request.method, headers: { ...headers, 'content-length': body.length } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
      );
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
