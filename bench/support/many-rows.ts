import type { App } from '../../src/app/app.ts';
import type { GoodId } from '../../src/model/good.ts';
import type { LedgerEntry } from '../../src/model/ledger.ts';
import { freshLink } from '../../src/model/link.ts';
import type { Link } from '../../src/model/link.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { OrderSight } from '../../src/model/order-sight.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ProductId } from '../../src/model/product.ts';
import type { ProfileId } from '../../src/model/profile.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';
import type { AttentionDraft, StoredEvent } from '../../src/state/state.ts';

// A memory with many rows of everything that a person sees a list of.

/** Serial of the device that the orders have their numbers of. */
export const DEVICE = 'DT900001';
const FIRST_ORDER = 1000;
const AT_ONCE = 5000;
const WHEN = '2026-11-24T08:00:00Z';
const HOUR_MS = 3_600_000;
/** The orders came evenly over so long. */
const HOURS = 365 * 24;
/** Every so many orders waits, and has neither document nor УНП. */
const WAITS = 10;

type Change = Plan['tasks'][number]['changes'][number];

/** A moment of the year before `WHEN`, later for a later order. */
function moment(index: number, rows: number): string {
  const before = HOURS * (1 - (index + 1) / rows) * HOUR_MS;
  return new Date(Date.parse(WHEN) - before).toISOString();
}

/** The УНП of an order that has its document: the numbers of those that wait are gaps. */
export function unpOf(index: number): string {
  return `${DEVICE}-0001-${String(index + 1).padStart(7, '0')}`;
}

function entry(index: number, rows: number): LedgerEntry {
  const isDone = index % WAITS !== 0;
  const at = moment(index, rows);
  return {
    orderNumber: (FIRST_ORDER + index) as OrderNumber,
    stage: isDone ? 'acknowledged' : 'waiting',
    status: 'new',
    currency: 'EUR',
    total: '12.5' as LedgerEntry['total'],
    createdAt: at.slice(0, 19).replace('T', ' '),
    operationType: isDone ? 19 : null,
    documentNumber: isDone ? index : null,
    unp: isDone ? unpOf(index) : null,
    rawHash: 'x',
    recordedContent: 'x'.repeat(800),
    seenAt: at,
    recordedAt: isDone ? at : null,
    acknowledgedAt: isDone ? at : null,
    sentAt: null,
    looks: 0,
    reason: isDone ? null : { code: 'order.waiting', facts: { status: 'Нова' } },
    held: [],
  };
}

function sight(index: number): OrderSight {
  const phone = `0888${String(index).padStart(6, '0')}`;
  return {
    buyer: `Иван Петров ${index}`,
    payment: 'Наложен платеж',
    delivery: 'До офис на куриер',
    words: `ИВАН ПЕТРОВ ${index} BUYER${index}@EXAMPLE.COM ${phone}`,
  };
}

/** A change of a good, as a plan and a run tell it. */
export function aChange(index: number): Change {
  return {
    key: `export-goods:good:${index}`,
    task: 'export-goods',
    kind: index % 3 === 0 ? 'createProduct' : 'updateProduct',
    subject: `good:${index}`,
    label: `C${index} Стока номер ${index}`,
    fields: [{ field: 'price', before: '1.00', after: '2.00' }],
  };
}

function happened(index: number): StoredEvent {
  const event = { type: 'change', task: 'export-goods', outcome: { kind: 'done' } } as const;
  return { at: WHEN, event: { ...event, change: aChange(index) } };
}

function aLink(index: number): Link {
  const link = freshLink((index + 1) as GoodId, (index + 1) as ProductId);
  return { ...link, sent: { ...link.sent, name: `Стока номер ${index}`, code: `C${index}` } };
}

function waiting(index: number): AttentionDraft {
  const order = FIRST_ORDER + index;
  const facts = { order, code: `C${index}`, name: `Стока номер ${index}` };
  return { subject: `order:${order}`, code: 'order.good.unknown', facts, contentHash: 'x' };
}

/** `many` rows made from `first` to `first + AT_ONCE`, laid in one after the other. */
async function inParts<Row>(
  rows: number,
  make: (index: number) => Row,
  put: (part: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows; start += AT_ONCE) {
    const length = Math.min(AT_ONCE, rows - start);
    await put(Array.from({ length }, (_, index) => make(start + index)));
  }
}

/**
 * Adds a profile with so many orders, links and changes of one run, and with `attention` items that wait.
 * Returns the run's number.
 */
export async function addManyRows(
  { app, folder }: { readonly app: App; readonly folder: string },
  { name, rows, attention }: { readonly name: string; readonly rows: number; readonly attention: number },
): Promise<number> {
  const { id } = await app.addProfile(name, { ...defaultSettings(), deviceSerial: DEVICE });
  const state = await openSqliteState({ folder });
  try {
    await inParts(
      rows,
      (index) => entry(index, rows),
      (part) => state.ledger.save(id, part),
    );
    await inParts(
      rows,
      (index) => [(FIRST_ORDER + index) as OrderNumber, sight(index)] as const,
      (part) => state.lists.putSights(id, new Map(part)),
    );
    await inParts(rows, aLink, (part) => state.links.save(id, part));
    await inParts(attention, waiting, (part) => state.attention.put(id, part, WHEN));
    return await addRun(state, id, rows);
  } finally {
    await state.close();
  }
}

async function addRun(
  { runs }: Awaited<ReturnType<typeof openSqliteState>>,
  id: ProfileId,
  rows: number,
): Promise<number> {
  const runId = await runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, WHEN);
  await inParts(rows, happened, (part) => runs.addEvents(runId, part));
  return runId;
}
