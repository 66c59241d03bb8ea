import type { OneByOne } from '../../lib/one-by-one.ts';
import { overlapped } from '../../lib/overlapped.ts';
import type { ProductFields, ProductId, ProductOutcome, ProductWrite } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { READING } from './codec.ts';
import { FeedSender } from './feed-sender.ts';
import type { FeedRow } from './feed-sender.ts';
import type { FeedEntry, FeedSetting } from './product-feed.ts';
import type { XmlClient } from './xml-client.ts';

/** What writing products needs to know of the shop. */
export interface WriteParts {
  readonly client: XmlClient;
  readonly setting: FeedSetting;
  /**
   * True where products cannot be read: whether a code is new is then known only from the answer, so
   * visibility is sent afterwards and only for products that were new, lest it change that of an old one
   * (E3).
   */
  readonly isVisibilitySentAfter: boolean;
  /** Visibility still owed to products that we made, by code; kept as long as the shop is open. */
  readonly owedVisibility: Map<string, boolean>;
  /** The shop's own code of each product, where products can be read; null where they cannot. */
  readonly readCodes: (() => Promise<ReadonlyMap<ProductId, string>>) | null;
}

/** One write with what is sent for it. */
interface Item {
  readonly write: ProductWrite;
  readonly entry: FeedEntry;
}

/** What the feeds of one call have in common. */
interface Feeds {
  readonly sender: FeedSender;
  readonly signal: AbortSignal;
}

/**
 * Sends writes in feeds of at most `READING.feedSize`, and yields one outcome per write (E9). One feed is on
 * its way at a time, and its writes are taken right before it leaves; meanwhile what the one before has
 * brought is taken in. Rejects when the shop cannot be reached any more, with the outcomes so far already
 * yielded.
 */
export async function* writeProducts(
  parts: WriteParts,
  writes: Iterable<ProductWrite>,
  signal: AbortSignal,
): AsyncGenerator<ProductOutcome> {
  const sender = new FeedSender(parts.client, parts.setting);
  yield* overlapped(feedBatches(writes), {
    work: (batch, leave, line) => sendBatch(parts, { sender, signal }, { batch, leave, line }),
    // What is known of a product after the earlier feed goes into the later one.
    waitsFor: (batch, earlier) => haveOneCode(batch, earlier),
    isOver: () => sender.away !== null,
  });
  if (sender.away !== null) throw sender.away;
}

/** One feed, and what must follow it. */
async function sendBatch(
  parts: WriteParts,
  feeds: Feeds,
  sending: { readonly batch: readonly ProductWrite[]; readonly leave: () => void; readonly line: OneByOne },
): Promise<readonly ProductOutcome[]> {
  const { items, refused } = await prepare(parts, sending.batch);
  const entries = items.map((item) => item.entry);
  const rows = await feeds.sender.send(entries, feeds.signal);
  sending.leave();
  return [...refused, ...(await settle(parts, feeds, { items, rows, line: sending.line }))];
}

function haveOneCode(batch: readonly ProductWrite[], earlier: readonly ProductWrite[]): boolean {
  const codes = new Set(earlier.map(({ code }) => code));
  return batch.some(({ code }) => codes.has(code));
}

/**
 * Batches in which no code occurs twice: two writes of one product follow each other, never travel
 * together.
 */
function* feedBatches(writes: Iterable<ProductWrite>): Generator<readonly ProductWrite[]> {
  let batch: ProductWrite[] = [];
  let codes = new Set<string>();
  for (const write of writes) {
    if (batch.length >= READING.feedSize || codes.has(write.code)) {
      yield batch;
      batch = [];
      codes = new Set();
    }
    batch.push(write);
    codes.add(write.code);
  }
  if (batch.length > 0) yield batch;
}

async function prepare(
  parts: WriteParts,
  batch: readonly ProductWrite[],
): Promise<{ readonly items: readonly Item[]; readonly refused: readonly ProductOutcome[] }> {
  const items: Item[] = [];
  const refused: ProductOutcome[] = [];
  for (const write of batch) {
    const code = write.kind === 'create' ? write.code : await shopCode(parts, write);
    if (code === null) refused.push(isGone(write));
    else if (isRenamed(write, code)) refused.push(cannotRename(write));
    else items.push({ write, entry: { code, fields: sentFields(parts, write) } });
  }
  return { items, refused };
}

/**
 * The code that the shop knows an update's product by: its own, where products can be read. Under any other code
 * a feed would make a second product. Null when the shop has the product no more.
 */
async function shopCode(
  { readCodes }: WriteParts,
  write: ProductWrite & { readonly kind: 'update' },
): Promise<string | null> {
  return readCodes === null ? write.code : ((await readCodes()).get(write.productId) ?? null);
}

/**
 * The code is a feed's key, so a feed cannot change it; where a person has changed it in the shop already, there
 * is nothing to change.
 */
function isRenamed({ kind, fields }: ProductWrite, code: string): boolean {
  return kind === 'update' && fields.code !== undefined && fields.code !== code;
}

function isGone(write: ProductWrite): ProductOutcome {
  const product = write.kind === 'update' ? write.productId : '';
  return {
    write,
    kind: 'refused',
    error: new SyncError('shop.product.gone', { good: write.goodId, product }),
  };
}

function cannotRename(write: ProductWrite): ProductOutcome {
  const message = `${READING.feed.code}: ${write.code} → ${write.fields.code ?? ''}`;
  return {
    write,
    kind: 'refused',
    error: new SyncError('shop.product.refused', { good: write.goodId, message }),
  };
}

function sentFields(parts: WriteParts, write: ProductWrite): ProductFields {
  if (write.kind === 'update' || !parts.isVisibilitySentAfter) return write.fields;
  const { isVisible: _, ...fields } = write.fields;
  const owed = parts.owedVisibility.get(write.code);
  return owed === undefined ? fields : { ...fields, isVisible: owed };
}

/** The outcomes of a sent batch, after the visibility of what turned out to be new has been set. */
async function settle(
  parts: WriteParts,
  feeds: Feeds,
  sent: { readonly items: readonly Item[]; readonly rows: readonly FeedRow[]; readonly line: OneByOne },
): Promise<readonly ProductOutcome[]> {
  const rows = new Map(sent.items.map((item, index) => [item, sent.rows[index]]));
  for (const item of sent.items) {
    const wish = visibilityAfter(parts, item.write, rows.get(item));
    if (wish !== null) parts.owedVisibility.set(item.entry.code, wish);
    else if (isDone(rows.get(item))) parts.owedVisibility.delete(item.entry.code);
  }
  const owing = sent.items.filter(
    (item) => parts.owedVisibility.has(item.entry.code) && isDone(rows.get(item)),
  );
  const entries = owing.map(({ entry }) => ({
    code: entry.code,
    fields: { isVisible: parts.owedVisibility.get(entry.code) ?? false },
  }));
  const answers = await sendNext(feeds, sent.line, entries);
  owing.forEach((item, index) => {
    const answer = answers[index];
    if (isDone(answer)) parts.owedVisibility.delete(item.entry.code);
    // The product stands, but not as it was asked for: the answer about its visibility is the outcome.
    else rows.set(item, answer?.kind === 'unsent' ? { kind: 'lost', error: answer.error } : answer);
  });
  return sent.items.map((item) => {
    const row = rows.get(item);
    return isOriginUnknown(parts, item.write, row)
      ? { write: item.write, kind: 'uncertain', error: lost(item.write) }
      : outcomeOf(item.write, row);
  });
}

/** Sends a feed when no other is on its way. */
async function sendNext(
  { sender, signal }: Feeds,
  line: OneByOne,
  entries: readonly FeedEntry[],
): Promise<readonly FeedRow[]> {
  if (entries.length === 0) return [];
  const leave = await line.enter();
  try {
    return await sender.send(entries, signal);
  } finally {
    leave();
  }
}

/**
 * True when the product may have been made by a feed whose answer was lost, or may always have been
 * there: only in the first case may its visibility be set, so neither is claimed (E3).
 */
function isOriginUnknown(parts: WriteParts, write: ProductWrite, row: FeedRow | undefined): boolean {
  if (!parts.isVisibilitySentAfter || write.kind !== 'create' || write.fields.isVisible === undefined)
    return false;
  return row?.kind === 'unchanged' && row.isRepeated;
}

function isDone(row: FeedRow | undefined): boolean {
  return row?.kind === 'created' || row?.kind === 'updated' || row?.kind === 'unchanged';
}

/** What a product's visibility must be set to after the feed; null = nothing to set. */
function visibilityAfter(parts: WriteParts, write: ProductWrite, row: FeedRow | undefined): boolean | null {
  if (row?.kind !== 'created') return null;
  // An update that made a product: the old one is gone, and what came into being has only the changed fields.
  if (write.kind === 'update') return false;
  return parts.isVisibilitySentAfter ? (write.fields.isVisible ?? null) : null;
}

function outcomeOf(write: ProductWrite, row: FeedRow | undefined): ProductOutcome {
  switch (row?.kind) {
    case 'created':
    case 'updated':
    case 'unchanged':
      return doneOutcome(write, row);
    case 'refused': {
      const facts = { good: write.goodId, message: row.message };
      return { write, kind: 'refused', error: new SyncError('shop.product.refused', facts) };
    }
    case 'unsent':
      return { write, kind: 'failed', error: row.error };
    case 'lost':
      return { write, kind: 'uncertain', error: lost(write, row.error) };
    case undefined:
      return { write, kind: 'uncertain', error: lost(write) };
  }
}

type DoneRow = FeedRow & { readonly kind: 'created' | 'updated' | 'unchanged' };

function doneOutcome(write: ProductWrite, row: DoneRow): ProductOutcome {
  if (write.kind === 'update' && row.kind === 'created') {
    const facts = { good: write.goodId, product: write.productId };
    return { write, kind: 'refused', error: new SyncError('shop.product.gone', facts) };
  }
  const productId = row.id ?? (write.kind === 'update' ? write.productId : null);
  // A new product without its id cannot be remembered; it is looked up as after a lost answer.
  if (productId === null) return { write, kind: 'uncertain', error: lost(write) };
  return { write, kind: row.kind === 'created' ? 'created' : 'updated', productId };
}

function lost(write: ProductWrite, cause?: SyncError): SyncError {
  if (cause?.code === 'shop.write.answerLost') return cause;
  return new SyncError('shop.write.answerLost', { what: write.code }, { cause });
}
