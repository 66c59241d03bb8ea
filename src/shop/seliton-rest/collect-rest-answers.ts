import { answered } from '../seliton-http/answered.ts';
import type { ShopAnswer } from '../shop.ts';
import type { RestClient } from './rest-client.ts';

/** Questions that only read; the last is unknown on purpose. */
const QUESTIONS = [
  'orders/?limit=1',
  'orders/?limit=3',
  'orders/?limit=2&offset=1',
  'products/?limit=1',
  'categories/?limit=3',
  'skladbridgeasks/',
] as const;

/** What REST API v1 answers, one question after the other. */
export async function* collectRestAnswers(
  client: RestClient,
  signal: AbortSignal,
): AsyncGenerator<ShopAnswer> {
  for (const path of QUESTIONS) yield await answered(path, () => client.ask(path, { signal }));
  yield await answered('wrong token', () =>
    client.ask('orders/?limit=1', { token: 'wrong-on-purpose', signal }),
  );
}
