import type { HeldQuantity, LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { mayStep, wasRecorded } from '../../model/order-stage.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import { parseUnp } from '../../model/unp.ts';
import { compiledOnce } from './compiled-once.ts';
import { STEP_TO, UPSERT } from './order-statements.ts';
import type { OrderRow } from './order-statements.ts';
import type { StateDatabase } from './schema.ts';
import type { StateEngine } from './state-engine.ts';

/** A row as an entry, without what it holds. */
export function entryOf(row: OrderRow): Omit<LedgerEntry, 'held'> {
  return {
    orderNumber: row.order_number,
    stage: row.stage,
    status: row.status,
    currency: row.currency,
    total: row.total,
    createdAt: row.created_at,
    operationType: row.operation_type,
    documentNumber: row.document_number,
    unp: row.unp,
    rawHash: row.raw_hash,
    recordedContent: row.recorded_content,
    seenAt: row.seen_at,
    recordedAt: row.recorded_at,
    acknowledgedAt: row.acknowledged_at,
    sentAt: row.sent_at,
    looks: row.looks,
    reason: row.reason === null ? null : (JSON.parse(row.reason) as LedgerEntry['reason']),
  };
}

function rowOf(id: ProfileId, entry: LedgerEntry): OrderRow {
  const unp = entry.unp === null ? null : parseUnp(entry.unp);
  return {
    profile_id: id,
    order_number: entry.orderNumber,
    stage: entry.stage,
    status: entry.status,
    currency: entry.currency,
    total: entry.total,
    created_at: entry.createdAt,
    operation_type: entry.operationType,
    document_number: entry.documentNumber,
    unp: entry.unp,
    unp_device: unp?.deviceSerial ?? null,
    unp_sequence: unp?.sequence ?? null,
    raw_hash: entry.rawHash,
    recorded_content: entry.recordedContent,
    seen_at: entry.seenAt,
    recorded_at: entry.recordedAt,
    acknowledged_at: entry.acknowledgedAt,
    reason: entry.reason === null ? null : JSON.stringify(entry.reason),
    sent_at: entry.sentAt,
    looks: entry.looks,
  };
}

/** Rows of orders, by number ascending, as entries with the quantities they hold. */
export async function withHeld(
  database: StateDatabase,
  id: ProfileId,
  rows: readonly OrderRow[],
): Promise<readonly LedgerEntry[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const lines = await database
    .selectFrom('held_quantities')
    .selectAll()
    .where('profile_id', '=', id)
    .where('order_number', '>=', first.order_number)
    .where('order_number', '<=', last.order_number)
    .orderBy('order_number')
    .orderBy('line')
    .execute();
  const held = new Map<OrderNumber, HeldQuantity[]>();
  for (const { order_number, good_id, quantity } of lines) {
    const known = held.get(order_number) ?? [];
    known.push({ goodId: good_id, quantity });
    held.set(order_number, known);
  }
  return rows.map((row) => ({ ...entryOf(row), held: held.get(row.order_number) ?? [] }));
}

const stageOf = compiledOnce((database, given: { readonly id: ProfileId; readonly number: OrderNumber }) =>
  database
    .selectFrom('orders')
    .select(['order_number', 'stage'])
    .where('profile_id', '=', given.id)
    .where('order_number', '=', given.number),
);

/** Stages of these orders as they are stored. */
async function stagesOf(
  transaction: StateDatabase,
  engine: StateEngine,
  what: { readonly id: ProfileId; readonly numbers: readonly OrderNumber[] },
): Promise<Map<OrderNumber, OrderStage>> {
  const { id, numbers } = what;
  const [number] = numbers;
  const rows =
    numbers.length === 1 && number !== undefined
      ? (await stageOf(transaction, { id, number })).rows
      : await transaction
          .selectFrom('orders')
          .select(['order_number', 'stage'])
          .where('profile_id', '=', id)
          .where(engine.among('order_number', numbers))
          .execute();
  return new Map(rows.map((row) => [row.order_number, row.stage]));
}

interface Entries {
  readonly id: ProfileId;
  readonly entries: readonly LedgerEntry[];
}

/**
 * Saves what was decided of orders, for at most some hundred; refuses a step that `mayStep` forbids. What was
 * received of an order that the ledger knows stays as it was kept: an entry may have been read long before.
 */
export async function saveEntries(
  transaction: StateDatabase,
  engine: StateEngine,
  { id, entries }: Entries,
): Promise<void> {
  const [entry] = entries;
  if (entry === undefined) return;
  if (entries.length === 1 && (await stepOne(transaction, id, entry))) {
    await replaceHeld(transaction, engine, { id, known: [entry.orderNumber], entries });
    return;
  }
  const numbers = entries.map(({ orderNumber }) => orderNumber);
  const stages = await stagesOf(transaction, engine, { id, numbers });
  await write(transaction, engine, { id, entries, stages, columns: 'decided' });
}

/** One statement for one order that the ledger knows; false where it does not, or the step is forbidden. */
async function stepOne(transaction: StateDatabase, id: ProfileId, entry: LedgerEntry): Promise<boolean> {
  const { numAffectedRows } = await STEP_TO[entry.stage](transaction, rowOf(id, entry));
  return numAffectedRows === 1n;
}

/**
 * Saves entries as they were when their orders were read, for at most some hundred: of one that has or
 * had a document, or has gone further meanwhile, what was received and no more (F1).
 */
export async function keepEntries(
  transaction: StateDatabase,
  engine: StateEngine,
  { id, entries }: Entries,
): Promise<void> {
  if (entries.length === 0) return;
  const numbers = entries.map((entry) => entry.orderNumber);
  const stages = await stagesOf(transaction, engine, { id, numbers });
  const isAhead = ({ orderNumber, stage }: LedgerEntry): boolean => {
    const stored = stages.get(orderNumber);
    return stored !== undefined && (wasRecorded(stored) || !mayStep(stored, stage));
  };
  const ahead = lastOfEach(entries.filter(isAhead)).map((entry) => rowOf(id, entry));
  if (ahead.length > 0) await UPSERT.received(transaction, ahead);
  const others = entries.filter((entry) => !isAhead(entry));
  if (others.length > 0) await write(transaction, engine, { id, entries: others, stages, columns: 'all' });
}

/** Of two entries of one order the last one counts; an engine may refuse both in one statement. */
function lastOfEach(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return [...new Map(entries.map((entry) => [entry.orderNumber, entry])).values()];
}

async function write(
  transaction: StateDatabase,
  engine: StateEngine,
  what: Entries & {
    readonly stages: ReadonlyMap<OrderNumber, OrderStage>;
    /** Of orders that the ledger knows; a new one is written whole. */
    readonly columns: 'decided' | 'all';
  },
): Promise<void> {
  const { id, entries, stages, columns } = what;
  refuseSteps(entries, new Map(stages));
  const last = lastOfEach(entries);
  await UPSERT[columns](
    transaction,
    last.map((entry) => rowOf(id, entry)),
  );
  const known = last.map((entry) => entry.orderNumber).filter((number) => stages.has(number));
  await replaceHeld(transaction, engine, { id, known, entries: last });
}

function refuseSteps(entries: readonly LedgerEntry[], stages: Map<OrderNumber, OrderStage>): void {
  for (const { orderNumber, stage } of entries) {
    const before = stages.get(orderNumber);
    if (before !== undefined && !mayStep(before, stage)) {
      const message = `order ${orderNumber} may not go from ${before} to ${stage}`;
      throw new SyncError('bug.assertion', { message });
    }
    stages.set(orderNumber, stage);
  }
}

const deleteHeldOf = compiledOnce(
  (database, given: { readonly id: ProfileId; readonly number: OrderNumber }) =>
    database
      .deleteFrom('held_quantities')
      .where('profile_id', '=', given.id)
      .where('order_number', '=', given.number),
);

async function replaceHeld(
  transaction: StateDatabase,
  engine: StateEngine,
  what: {
    readonly id: ProfileId;
    readonly known: readonly OrderNumber[];
    readonly entries: readonly LedgerEntry[];
  },
): Promise<void> {
  const { id, known } = what;
  const [number] = known;
  if (known.length === 1 && number !== undefined) await deleteHeldOf(transaction, { id, number });
  else if (known.length > 0)
    await transaction
      .deleteFrom('held_quantities')
      .where('profile_id', '=', id)
      .where(engine.among('order_number', known))
      .execute();
  const held = what.entries.flatMap(({ orderNumber, held: lines }) =>
    lines.map(({ goodId, quantity }, line) => ({
      profile_id: id,
      order_number: orderNumber,
      line,
      good_id: goodId,
      quantity,
    })),
  );
  if (held.length > 0) await transaction.insertInto('held_quantities').values(held).execute();
}
