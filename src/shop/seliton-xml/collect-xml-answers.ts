import { answered } from '../seliton-http/answered.ts';
import type { ShopAnswer } from '../shop.ts';
import { EXPORT_FEED, GUIDE, READING } from './codec.ts';
import { feedQuery } from './feed-access.ts';
import type { FeedAccess } from './feed-access.ts';
import type { XmlClient } from './xml-client.ts';

const { action, secret } = GUIDE.fields;
const { getOrders } = GUIDE.actions;
const { fromOrder, limit } = READING.parameters;

/** Questions that only read; the last two are wrong on purpose. */
const QUESTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'getorders limit=1': { [action]: getOrders, [limit]: '1' },
  'getorders limit=3': { [action]: getOrders, [limit]: '3' },
  'getorders fromorderid=1 limit=2': { [action]: getOrders, [fromOrder]: '1', [limit]: '2' },
  getorders: { [action]: getOrders },
  'unknown action': { [action]: 'skladbridgeasks' },
  'wrong secret': { [action]: getOrders, [limit]: '1', [secret]: 'wrong-on-purpose' },
};

/** What the XML API and the export feed answer, one after the other. */
export async function* collectXmlAnswers(
  client: XmlClient,
  feed: FeedAccess | null,
  signal: AbortSignal,
): AsyncGenerator<ShopAnswer> {
  for (const [question, form] of Object.entries(QUESTIONS))
    yield await answered(question, () => client.ask(form, signal));
  if (feed === null) return;
  yield await answered(`${EXPORT_FEED.path}, first product`, async () => {
    const [first = ''] = await client.fetchFeed(feedQuery(feed), signal);
    return first;
  });
}
