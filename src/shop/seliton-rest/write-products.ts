import { letOut } from '../../lib/sleep.ts';
import { isSameText } from '../../model/html-text.ts';
import { compare, formatFixed, round } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { ProductFields, ProductId, ProductOutcome, ProductWrite } from '../../model/product.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { Categories } from './categories.ts';
import { idOf } from './read-page.ts';
import type { RestAnswer, RestClient } from './rest-client.ts';
import { isRefusal, refusedRecord } from './rest-errors.ts';
import { productSchema, textIn } from './wire.ts';

export interface ProductWriterParts {
  readonly client: RestClient;
  readonly categories: Categories;
  readonly language: string;
  readonly atOnce: number;
}

const CENTS = 2;
/** Outcomes that wait to be dealt with, for each write that may be under way. */
const MOST_READY = 2;

/** The fields on the wire; what is absent is not sent and stays as it is (E2). */
function wireFields(fields: ProductFields, language: string): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  if (fields.name !== undefined) wire['productName'] = { [language]: fields.name };
  if (fields.code !== undefined) wire['productCode'] = fields.code;
  if (fields.barcode !== undefined) wire['productBarcode'] = fields.barcode === '' ? null : fields.barcode;
  if (fields.price !== undefined) wire['productPrice'] = formatFixed(fields.price, CENTS);
  if (fields.quantity !== undefined) wire['productQuantity'] = Number(fields.quantity);
  if (fields.isAvailable !== undefined) {
    wire['productAvailabilityStatus'] = fields.isAvailable ? 'in_stock' : 'out_of_stock';
  }
  if (fields.isVisible !== undefined) wire['productIsActive'] = fields.isVisible;
  return wire;
}

/** All categories of a product after a change, and ours among them. */
interface PlacedCategories {
  readonly id: number;
  readonly all: readonly number[];
}

/**
 * The product's categories after the change: the owner's own stay, ours is taken out of its old place and
 * put into the new one. A list is replaced as a whole by a PUT, so what is there must be read first.
 */
async function categoryIds(
  parts: ProductWriterParts,
  write: ProductWrite,
  signal: AbortSignal,
): Promise<PlacedCategories | null> {
  const { category } = write.fields;
  if (category === undefined) return null;
  const { path, previous, ids = { path: null, previous: null } } = category;
  const id = await parts.categories.idOf({ path, id: ids.path }, true, signal);
  if (id === null) return null;
  if (write.kind === 'create') return { id, all: [id] };
  const left =
    previous === null
      ? null
      : await parts.categories.idOf({ path: previous, id: ids.previous }, false, signal);
  const current = await readCategories(parts.client, write.productId, signal);
  return { id, all: [...new Set([...current.filter((known) => known !== left), id])] };
}

async function readCategories(
  client: RestClient,
  productId: ProductId,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const answer = await client.call(
    { method: 'GET', path: `products/${productId}`, kind: 'read', what: `product ${productId}` },
    signal,
  );
  const parsed = productSchema.safeParse(
    (answer.body as Readonly<Record<string, unknown>> | null)?.['product'],
  );
  if (!parsed.success) throw new SyncError('shop.product.gone', { good: '', product: productId });
  return (parsed.data.productCategories ?? []).flatMap((row) =>
    row.categoryID === null ? [] : [row.categoryID],
  );
}

async function create(
  parts: ProductWriterParts,
  write: ProductWrite,
  body: unknown,
  signal: AbortSignal,
): Promise<ProductOutcome> {
  const answer = await parts.client.call(
    { method: 'POST', path: 'products/', body, kind: 'create', what: write.code },
    signal,
  );
  if (isRefusal(answer)) {
    const error = refusedRecord('shop.product.refused', { good: write.goodId }, answer);
    return { write, kind: 'refused', error };
  }
  const id = answeredId(answer.body);
  if (id > 0) return { write, kind: 'created', productId: id as ProductId };
  // A success without the record that a create answers with: nobody knows what it means.
  const error = new SyncError('shop.write.answerLost', { what: write.code });
  return { write, kind: 'uncertain', error };
}

async function update(
  parts: ProductWriterParts,
  write: ProductWrite & { readonly kind: 'update' },
  body: unknown,
  signal: AbortSignal,
): Promise<ProductOutcome> {
  const { productId, goodId } = write;
  const answer = await parts.client.call(
    { method: 'PUT', path: `products/${productId}`, body, kind: 'repeatableWrite', what: write.code },
    signal,
  );
  if (!isRefusal(answer)) return confirmed(parts, write, answer, signal);
  const error =
    answer.status === 404
      ? new SyncError('shop.product.gone', { good: goodId, product: productId })
      : refusedRecord('shop.product.refused', { good: goodId }, answer);
  return { write, kind: 'refused', error };
}

/** True when a product of the shop surely carries what was sent; a category cannot be told by its record. */
function carries(record: unknown, fields: ProductFields, language: string): boolean {
  const parsed = productSchema.safeParse(record);
  if (!parsed.success || fields.category !== undefined) return false;
  const { productPrice, productQuantity, productIsActive, productName, ...found } = parsed.data;
  const isSame = (sent: Decimal | undefined, value: Decimal | null): boolean =>
    sent === undefined || (value !== null && compare(round(sent, CENTS), round(value, CENTS)) === 0);
  const isText = (sent: string | undefined, value: string): boolean =>
    sent === undefined || isSameText(sent, value);
  return (
    isSame(fields.price, productPrice) &&
    isSame(fields.quantity, productQuantity) &&
    isText(fields.name, textIn(productName, language)) &&
    isText(fields.code, found.productCode) &&
    isText(fields.barcode, found.productBarcode) &&
    (fields.isVisible === undefined || fields.isVisible === productIsActive)
  );
}

/** The id of the product in an answer, bare or wrapped; 0 where there is none. */
function answeredId(body: unknown): number {
  const wrapped = (body as Readonly<Record<string, unknown>> | null)?.['product'];
  return idOf(wrapped ?? body, 'productId');
}

/**
 * An update counts as made when its record was seen: in the answer, or by reading it back where the answer
 * was something else (an empty 200, a redirect). Else it has failed as far as anybody knows, and goes out
 * again.
 */
async function confirmed(
  parts: ProductWriterParts,
  write: ProductWrite & { readonly kind: 'update' },
  answer: RestAnswer,
  signal: AbortSignal,
): Promise<ProductOutcome> {
  const { productId } = write;
  if (answeredId(answer.body) === productId) return { write, kind: 'updated', productId };
  const path = `products/${productId}`;
  const found = await parts.client.call({ method: 'GET', path, kind: 'read', what: path }, signal);
  const record = (found.body as Readonly<Record<string, unknown>> | null)?.['product'];
  if (!isRefusal(found) && carries(record, write.fields, parts.language))
    return { write, kind: 'updated', productId };
  const error = new SyncError('shop.answer.unreadable', { address: parts.client.address, what: path });
  return { write, kind: 'failed', error };
}

/**
 * One write, whatever happens, as an outcome; only a stop and refused credentials end the others too (E9).
 */
async function writeOne(
  parts: ProductWriterParts,
  write: ProductWrite,
  signal: AbortSignal,
): Promise<ProductOutcome> {
  try {
    const categories = await categoryIds(parts, write, signal);
    const body = {
      ...wireFields(write.fields, parts.language),
      ...(categories === null
        ? {}
        : { productCategories: categories.all.map((categoryID) => ({ categoryID })) }),
    };
    const outcome =
      write.kind === 'create'
        ? await create(parts, write, body, signal)
        : await update(parts, write, body, signal);
    const isDone = outcome.kind === 'created' || outcome.kind === 'updated';
    return isDone && categories !== null ? { ...outcome, categoryId: categories.id } : outcome;
  } catch (error) {
    const known = asSyncError(error);
    if (signal.aborted || known.kind === 'access' || known.kind === 'setting' || known.kind === 'bug')
      throw error;
    if (known.kind === 'uncertain') return { write, kind: 'uncertain', error: known };
    return { write, kind: known.kind === 'connection' ? 'failed' : 'refused', error: known };
  }
}

/**
 * Sends writes several at once and yields each outcome as it comes; a record that waits holds up no other. A
 * place that is free is taken at once, however long the outcomes before are dealt with. A write is taken when
 * it is sent; after a failure none is, what is under way ends and is yielded, then it is thrown.
 */
export async function* writeProducts(
  parts: ProductWriterParts,
  writes: Iterable<ProductWrite>,
  signal: AbortSignal,
): AsyncGenerator<ProductOutcome> {
  const lanes = new Lanes(parts, writes, signal);
  try {
    yield* lanes.outcomes();
  } finally {
    await lanes.end();
  }
}

/** Writes that wait, are under way, and are done. */
class Lanes {
  readonly #parts: ProductWriterParts;
  readonly #signal: AbortSignal;
  readonly #source: Iterator<ProductWrite>;
  readonly #underWay = new Set<Promise<void>>();
  #ready: ProductOutcome[] = [];
  #failure: { readonly error: unknown } | null = null;
  #isMore = true;

  constructor(parts: ProductWriterParts, writes: Iterable<ProductWrite>, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
    this.#source = writes[Symbol.iterator]();
  }

  async *outcomes(): AsyncGenerator<ProductOutcome> {
    this.#fill();
    for (;;) {
      const outcomes = this.#ready;
      this.#ready = [];
      this.#fill();
      // What was begun reaches the shop before what came before is dealt with.
      if (outcomes.length > 0) await letOut();
      yield* outcomes;
      if (this.#ready.length > 0) continue;
      if (this.#underWay.size === 0) break;
      await Promise.race(this.#underWay);
    }
    if (this.#failure !== null) throw this.#failure.error;
  }

  /** Also when nobody asks any more: nothing goes on behind whoever has begun it. */
  async end(): Promise<void> {
    this.#isMore = false;
    await Promise.all(this.#underWay);
  }

  #fill(): void {
    const { atOnce } = this.#parts;
    while (this.#isMore && this.#underWay.size < atOnce && this.#ready.length < MOST_READY * atOnce) {
      const write = this.#take();
      if (write !== null) this.#start(write);
    }
  }

  #take(): ProductWrite | null {
    try {
      const next = this.#source.next();
      if (next.done !== true) return next.value;
    } catch (error) {
      this.#fail(error);
    }
    this.#isMore = false;
    return null;
  }

  #start(write: ProductWrite): void {
    const work = writeOne(this.#parts, write, this.#signal)
      .then((outcome) => void this.#ready.push(outcome))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#underWay.delete(work);
        this.#fill();
      });
    this.#underWay.add(work);
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#isMore = false;
  }
}
