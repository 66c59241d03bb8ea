import type { Selectable } from 'kysely';
import { batches } from '../../lib/batch.ts';
import type { HeldQuantity, LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { mayStep, wasRecorded } from '../../model/order-stage.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import { parseUnp } from '../../model/unp.ts';
import { compiledForRows } from './compiled-once.ts';
import { STEP_TO, UPSERT } from './order-statements.ts';
import type { OrderRow } from './order-statements.ts';
import type { StateDatabase, StateSchema } from './schema.ts';

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

/** Orders have some lines each, so that only batches are of one size. */
const HELD_AT_ONCE = 100;

interface OrderKey {
  readonly id: ProfileId;
  readonly number: OrderNumber;
}

const selectStages = compiledForRows((database, keys: readonly [OrderKey, ...OrderKey[]]) =>
  database
    .selectFrom('orders')
    .select(['order_number', 'stage'])
    .where('profile_id', '=', keys[0].id)
    .where('order_number', 'in', numbersOf(keys)),
);

const deleteHeld = compiledForRows((database, keys: readonly [OrderKey, ...OrderKey[]]) =>
  database
    .deleteFrom('held_quantities')
    .where('profile_id', '=', keys[0].id)
    .where('order_number', 'in', numbersOf(keys)),
);

const insertHeld = compiledForRows((database, rows: readonly Selectable<StateSchema['held_quantities']>[]) =>
  database.insertInto('held_quantities').values(rows),
);

function numbersOf(keys: readonly OrderKey[]): readonly OrderNumber[] {
  return keys.map(({ number }) => number);
}

/** Stages of these orders, at least one, as they are stored. */
async function stagesOf(
  transaction: StateDatabase,
  id: ProfileId,
  entries: readonly LedgerEntry[],
): Promise<Map<OrderNumber, OrderStage>> {
  const { rows } = await selectStages(transaction, keysOf(id, entries));
  return new Map(rows.map((row) => [row.order_number, row.stage]));
}

function keysOf(id: ProfileId, entries: readonly Pick<LedgerEntry, 'orderNumber'>[]): readonly OrderKey[] {
  return entries.map(({ orderNumber }) => ({ id, number: orderNumber }));
}

interface Entries {
  readonly id: ProfileId;
  readonly entries: readonly LedgerEntry[];
}

/**
 * Saves what was decided of orders, for at most some hundred; refuses a step that `mayStep` forbids. What was
 * received of an order that the ledger knows stays as it was kept: an entry may have been read long before.
 */
export async function saveEntries(transaction: StateDatabase, { id, entries }: Entries): Promise<void> {
  const [entry] = entries;
  if (entry === undefined) return;
  if (entries.length === 1 && (await stepOne(transaction, id, entry))) {
    await replaceHeld(transaction, { id, known: [entry.orderNumber], entries });
    return;
  }
  const stages = await stagesOf(transaction, id, entries);
  await write(transaction, { id, entries, stages, columns: 'decided' });
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
export async function keepEntries(transaction: StateDatabase, { id, entries }: Entries): Promise<void> {
  if (entries.length === 0) return;
  const stages = await stagesOf(transaction, id, entries);
  const isAhead = ({ orderNumber, stage }: LedgerEntry): boolean => {
    const stored = stages.get(orderNumber);
    return stored !== undefined && (wasRecorded(stored) || !mayStep(stored, stage));
  };
  const ahead = lastOfEach(entries.filter(isAhead)).map((entry) => rowOf(id, entry));
  if (ahead.length > 0) await UPSERT.received(transaction, ahead);
  const others = entries.filter((entry) => !isAhead(entry));
  if (others.length > 0) await write(transaction, { id, entries: others, stages, columns: 'all' });
}

/** Of two entries of one order the last one counts; an engine may refuse both in one statement. */
function lastOfEach(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return [...new Map(entries.map((entry) => [entry.orderNumber, entry])).values()];
}

async function write(
  transaction: StateDatabase,
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
  await replaceHeld(transaction, { id, known, entries: last });
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

async function replaceHeld(
  transaction: StateDatabase,
  what: Entries & { readonly known: readonly OrderNumber[] },
): Promise<void> {
  const { id, known, entries } = what;
  if (known.length > 0)
    await deleteHeld(
      transaction,
      known.map((number) => ({ id, number })),
    );
  const held = entries.flatMap(({ orderNumber, held: lines }) =>
    lines.map(({ goodId, quantity }, line) => ({
      profile_id: id,
      order_number: orderNumber,
      line,
      good_id: goodId,
      quantity,
    })),
  );
  for (const rows of batches(held, HELD_AT_ONCE)) await insertHeld(transaction, rows);
}
