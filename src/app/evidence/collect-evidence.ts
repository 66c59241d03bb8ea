import { nowIso } from '../../lib/clock.ts';
import { accessPath } from '../../model/access-address.ts';
import { EVIDENCE, EVIDENCE_FORMAT } from '../../model/evidence.ts';
import type { Evidence, RawAnswer } from '../../model/evidence.ts';
import { isZero } from '../../model/decimal.ts';
import type { FetchedOrder, Order } from '../../model/order.ts';
import type { Profile } from '../../model/profile.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import { hasSupto } from '../../model/warehouse-version.ts';
import type { Shop } from '../../shop/shop.ts';
import { blankAnswer } from '../../sync/evidence/blank-answer.ts';
import { CatalogueCount } from '../../sync/evidence/catalogue-figures.ts';
import { learnEvidence } from '../../sync/evidence/learn-evidence.ts';
import type { Lesson } from '../../sync/evidence/lesson.ts';
import { orderNumbers } from '../../sync/evidence/order-numbers.ts';
import { knownMeaning } from '../../sync/words/known-words.ts';
import { orderWords } from '../../sync/words/order-words.ts';
import { NO_WORDS } from '../../sync/words/word-meanings.ts';
import type { AppParts } from '../app-parts.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { readSecrets } from '../session.ts';

/** A catalogue's worth of an answer says no more than its beginning. */
const LONGEST = 200_000;
const RETAIL = 1;
/** So many of the newest runs are asked how they ended. */
const RUNS = 10;
const FEED_FAULTS = ['shop.feed.replaces', 'shop.feed.countChanged', 'shop.feed.emptied'];
const HOLDS =
  'Answers of the shop and figures of the warehouse for judging what Skladbridge assumes (docs/assumptions.md). ' +
  'Names, telephones, e-mails, addresses, notes and secrets are blanked; nothing was changed on either side.';

/** What makes an order one of its kind: status, discounts, the lines of its totals. */
function kindOf({ status, lines, totalLines }: Order): string {
  const isDiscounted = lines.some((line) => !isZero(line.discount));
  const totals = totalLines.filter(({ amount }) => !isZero(amount)).map(({ type }) => type);
  return JSON.stringify([status, isDiscounted, lines.length > 1, totals.toSorted()]);
}

function oneOfEachKind(orders: readonly FetchedOrder[]): readonly string[] {
  const kinds = new Map<string, string>();
  for (const fetched of orders) {
    const kind = fetched.order === undefined ? `unreadable ${fetched.fault.code}` : kindOf(fetched.order);
    if (!kinds.has(kind)) kinds.set(kind, fetched.raw);
  }
  return [...kinds.values()].map(blankAnswer);
}

function wordsOf(orders: readonly FetchedOrder[]): Evidence['words'] {
  const counts = new Map<string, Evidence['words'][number]>();
  for (const { order } of orders) {
    for (const { kind, word } of order === undefined ? [] : orderWords(order, NO_WORDS, true)) {
      const key = `${kind} ${word}`;
      const count = (counts.get(key)?.count ?? 0) + 1;
      counts.set(key, { kind, word, count, isKnown: knownMeaning(kind, word) !== null });
    }
  }
  return [...counts.values()];
}

async function askShop(shop: Shop, signal: AbortSignal): Promise<readonly RawAnswer[]> {
  const answers: RawAnswer[] = [];
  for await (const { question, text, fault } of shop.collectAnswers(signal)) {
    const orders = [...orderNumbers(text ?? '')];
    answers.push({ question, fault, orders, text: text === null ? null : blankHttp(text).slice(0, LONGEST) });
  }
  return answers;
}

/** The status stands on a line of its own before the answer. */
function blankHttp(text: string): string {
  const end = /^HTTP \d+\n/.exec(text)?.[0].length ?? 0;
  return text.slice(0, end) + blankAnswer(text.slice(end));
}

/**
 * Tries one thing after another; what fails is a fault in the file, only a stop and a fault of ours end it.
 */
class Attempts {
  readonly faults: string[] = [];

  async try<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { code, kind } = asSyncError(error);
      if (kind === 'cancelled' || kind === 'bug') throw error;
      this.faults.push(code);
      return otherwise;
    }
  }
}

interface ShopEvidence {
  readonly answers: readonly RawAnswer[];
  readonly orders: readonly FetchedOrder[];
}

async function readShop(shop: Shop, attempts: Attempts, signal: AbortSignal): Promise<ShopEvidence> {
  const answers = await askShop(shop, signal);
  const orders = await attempts.try(async () => {
    const { newestOrders } = await shop.fetchFacts(signal);
    return shop.fetchOrdersByNumber(
      newestOrders.map(({ number }) => number),
      signal,
    );
  }, []);
  return { answers, orders };
}

/** Both catalogues beside each other; null where one cannot be read. */
async function readCatalogue(shop: Shop, warehouse: Warehouse, signal: AbortSignal) {
  if (!shop.abilities.readsProducts) return null;
  const count = new CatalogueCount();
  for await (const goods of warehouse.readGoods({ groupIds: null, priceGroup: RETAIL }, signal))
    for (const good of goods) count.addGood(good);
  for await (const products of shop.fetchProducts(signal))
    for (const product of products) if (product.fault === undefined) count.addProduct(product);
  return count.figures();
}

/** Whether the first feed did what it should: null = none went out yet. */
async function feedProof({ state }: AppParts, { id, firstFedAt }: Profile): Promise<boolean | null> {
  if (firstFedAt !== null) return true;
  for (const run of await state.runs.list(id, RUNS)) {
    if (run.end !== 'failed') continue;
    for await (const batch of state.runs.events(run.id))
      for (const { event } of batch)
        if (event.type === 'runEnded' && FEED_FAULTS.includes(event.error?.code ?? '')) return false;
  }
  return null;
}

/** Opens a side, reads from it, and closes it whatever happens. */
async function withSide<S extends { close(): Promise<void> }, T>(
  open: () => Promise<S>,
  read: (side: S) => Promise<T>,
): Promise<T> {
  const side = await open();
  try {
    return await read(side);
  } finally {
    await side.close();
  }
}

/**
 * Reads from both sides what the assumptions can be judged by, and changes nothing. What cannot be asked is a
 * fault in the file, never the end of it.
 */
export async function collectEvidence(
  parts: AppParts,
  profile: Profile,
  signal: AbortSignal,
): Promise<Evidence> {
  const { settings } = profile;
  const secrets = await readSecrets(parts, profile);
  const attempts = new Attempts();
  const { answers, orders } = await attempts.try<ShopEvidence>(
    () =>
      withSide(
        () => parts.openShop(settings, secrets, {}),
        (shop) => readShop(shop, attempts, signal),
      ),
    { answers: [], orders: [] },
  );
  const warehouse = await attempts.try(
    () =>
      withSide(
        () => parts.openWarehouse(settings, secrets),
        (opened) => opened.readEvidence(signal),
      ),
    null,
  );
  // A side that is away has told so already.
  const isWhole = attempts.faults.length === 0;
  const catalogue = isWhole
    ? await attempts.try(
        () =>
          withSide(
            () => parts.openShop(settings, secrets, {}),
            (shop) =>
              withSide(
                () => parts.openWarehouse(settings, secrets),
                (opened) => readCatalogue(shop, opened, signal),
              ),
          ),
        null,
      )
    : null;
  return {
    format: EVIDENCE_FORMAT,
    takenAt: nowIso(parts.clock),
    holds: HOLDS,
    interface: settings.interface,
    answers: [...answers],
    orders: [...oneOfEachKind(orders)],
    words: wordsOf(orders),
    faults: attempts.faults,
    warehouse,
    catalogue,
    profile: {
      warehouse:
        accessPath(settings.warehouse) === null ? (settings.warehouse.split(':')[0] ?? '') : 'access',
      hasSupto: hasSupto(settings.warehouseBuild),
      isFeedProven: await feedProof(parts, profile),
    },
  };
}

/** What an evidence file says of the assumptions. Rejects `file.malformed` for what is none. */
export async function learnFrom(parts: AppParts, file: string, content: string): Promise<readonly Lesson[]> {
  const evidence = readEvidenceFile(file, content);
  const readOrder = await parts.loadOrderReader();
  const orders = evidence.orders.flatMap((raw) => readOrder(raw)?.order ?? []);
  return learnEvidence(evidence, orders);
}

function readEvidenceFile(file: string, content: string): Evidence {
  try {
    return EVIDENCE.parse(JSON.parse(content));
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'JSON' : 'format';
    throw new SyncError('file.malformed', { file, problem }, { cause: error });
  }
}
