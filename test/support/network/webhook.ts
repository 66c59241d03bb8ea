import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place that is told by webhook. */
export interface Webhook {
  readonly url: string;
  /** What was told to it, the first one first. */
  readonly posted: readonly Record<string, unknown>[];
  close(): Promise<void>;
}

/** Takes whatever is posted, as JSON. */
export async function startWebhook(): Promise<Webhook> {
  const posted: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      posted.push(JSON.parse(text) as Record<string, unknown>);
      response.end();
    });
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    posted,
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}
