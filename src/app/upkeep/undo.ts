import { decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { Link, SentFields } from '../../model/link.ts';
import type { Change, FieldChange, Plan, SkippedRecord, UndoReason } from '../../model/plan.ts';
import type { ProductFields } from '../../model/product.ts';
import type { Profile } from '../../model/profile.ts';
import type { RunEvent } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import { fieldsOfProduct } from '../../sync/plan-export.ts';
import type { AppParts } from '../app-parts.ts';
import { withSession } from '../session.ts';
import { settingsHash } from '../settings-hash.ts';
import { nowIso } from '../../lib/clock.ts';
import type { TaskContext } from '../task-context.ts';
import { sendWrites } from '../tasks/product-writer.ts';
import type { PendingWrite } from '../tasks/product-writer.ts';
import { readActualProducts } from './actual-links.ts';
import type { ActualProducts } from './actual-links.ts';

const UNDOABLE = new Set<Change['kind']>([
  'createProduct',
  'updateProduct',
  'hideProduct',
  'showProduct',
  'setQuantity',
]);

/** What an undo would do. */
interface UndoWork {
  readonly writes: readonly PendingWrite[];
  readonly skipped: readonly SkippedRecord[];
}

type UndoContext = Pick<TaskContext, 'state' | 'profile' | 'shop' | 'signal'>;

/** Changes of one good that a run made, its goods' fields and its stock together, oldest first. */
async function changesByGood(
  context: UndoContext,
  runId: number,
): Promise<ReadonlyMap<GoodId, readonly Change[]>> {
  const byGood = new Map<GoodId, Change[]>();
  for await (const events of context.state.runs.events(runId)) {
    for (const { event } of events) {
      if (event.type !== 'change' || event.outcome.kind !== 'done') continue;
      const match = /^(?:good|stock):(\d+)$/.exec(event.change.subject);
      if (match === null || !UNDOABLE.has(event.change.kind)) continue;
      const goodId = Number(match[1]) as GoodId;
      byGood.set(goodId, [...(byGood.get(goodId) ?? []), event.change]);
    }
  }
  return byGood;
}

type Restored = { -readonly [K in keyof ProductFields]: ProductFields[K] };

const SEPARATOR = ' › ';

/** One field of the shop as it was, from the text of the run's report; false where that is not known. */
function restore(fields: Restored, change: FieldChange, link: Link): boolean {
  const { field, before } = change;
  if (before === null) return false;
  if (field === 'name' || field === 'code' || field === 'barcode') fields[field] = before;
  else if (field === 'price' || field === 'quantity') fields[field] = decimal(before);
  else if (field === 'isAvailable' || field === 'isVisible') fields[field] = before === 'yes';
  else if (field === 'category')
    fields.category = { path: before.split(SEPARATOR), previous: link.sent.category };
  else return false;
  return true;
}

function nowHas(link: Link, field: string): string | null {
  if (field === 'isVisible') return null;
  const value = link.sent[field as keyof SentFields] ?? null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(SEPARATOR) : (value as string | null);
}

/** A product that the run made is hidden, never deleted: it may have been sold since. */
function createdBack(change: Change): readonly FieldChange[] {
  const wasVisible = change.fields.some((field) => field.field === 'isVisible' && field.after === 'yes');
  return wasVisible ? [{ field: 'isVisible', before: 'no', after: 'yes' }] : [];
}

interface Undone {
  readonly fields: Restored;
  readonly changes: readonly FieldChange[];
  readonly skipped: readonly UndoReason[];
}

function undoGood(link: Link, changes: readonly Change[]): Undone {
  const fields: Restored = {};
  const done: FieldChange[] = [];
  const skipped: UndoReason[] = [];
  for (const change of changes) {
    const wanted = change.kind === 'createProduct' ? createdBack(change) : change.fields;
    for (const each of wanted) {
      const now = nowHas(link, each.field);
      if (now !== null && now !== each.after) skipped.push('undo.changedSince');
      else if (restore(fields, each, link))
        done.push({ field: each.field, before: each.after, after: each.before });
      else skipped.push('undo.unknownBefore');
    }
  }
  return { fields, changes: done, skipped };
}

function sentAfter(link: Link, fields: Restored): SentFields {
  const { isVisible: _, category, ...sent } = fields;
  return { ...link.sent, ...sent, category: category === undefined ? link.sent.category : category.path };
}

function writeBack(link: Link, undone: Undone, changes: readonly Change[]): PendingWrite {
  const { fields } = undone;
  const change: Change = {
    key: `undo:good:${link.goodId}`,
    task: 'export-goods',
    kind: fields.isVisible === false ? 'hideProduct' : 'updateProduct',
    subject: `good:${link.goodId}`,
    label: changes[0]?.label ?? '',
    fields: undone.changes,
  };
  return {
    write: {
      kind: 'update',
      goodId: link.goodId,
      productId: link.productId,
      code: link.sent.code ?? '',
      fields,
    },
    productId: link.productId,
    change,
    contentHash: '',
    // The hashes stay: what was undone is not sent again before the good itself changes.
    linkAfter: () => ({
      ...link,
      sent: sentAfter(link, fields),
      ...(fields.isVisible === undefined ? {} : { isHiddenByUs: false }),
    }),
  };
}

/** Every field that still has the value that the run gave it, back to the one before. */
async function gatherUndo(
  context: UndoContext,
  runId: number,
  onRead: (count: number) => void,
): Promise<UndoWork> {
  const { state, profile, shop, signal } = context;
  if ((await state.runs.find(profile.id, runId)) === null) throw new SyncError('run.notFound', { id: runId });
  const byGood = await changesByGood(context, runId);
  if (byGood.size === 0) throw new SyncError('undo.nothing', { run: runId });
  // Where the shop cannot be read, what was last sent decides.
  const products = shop.abilities.readsProducts ? await readActualProducts(shop, { signal, onRead }) : null;
  const links = await state.links.find(profile.id, [...byGood.keys()]);
  const linkOf = new Map(links.map((link) => [link.goodId, link]));
  const writes: PendingWrite[] = [];
  const skipped: SkippedRecord[] = [];
  for (const [goodId, changes] of byGood) {
    const link = linkOf.get(goodId);
    const skip = (reason: UndoReason): void => {
      skipped.push({ subject: `good:${goodId}`, label: changes[0]?.label ?? String(goodId), reason });
    };
    if (link === undefined || products?.has(link.productId) === false) {
      skip('undo.productGone');
      continue;
    }
    const actual = products === null ? link : actualOf(link, products);
    const undone = undoGood(actual, changes);
    for (const reason of new Set(undone.skipped)) skip(reason);
    if (undone.changes.length > 0) writes.push(writeBack(actual, undone, changes));
  }
  return { writes, skipped };
}

/**
 * The plan that gives the shop back what a run of exports changed. What was changed since, by a later run or
 * in the shop itself, is left and told. Writes nowhere. Rejects `run.notFound`; `undo.nothing` when the run
 * changed nothing in the shop.
 */
export async function planUndo(
  parts: AppParts,
  profile: Profile,
  what: {
    readonly runId: number;
    readonly signal: AbortSignal;
    readonly onEvent: (event: RunEvent) => void;
  },
): Promise<Plan> {
  const { runId, signal, onEvent } = what;
  return withSession(parts, { profile, tasks: ['export-goods'], signal, onEvent }, async (session) => {
    const { writes, skipped } = await gatherUndo(session.shared, runId, () => undefined);
    const changes = writes.map((write) => write.change);
    return {
      format: 'skladbridge-plan-1',
      profile: profile.name,
      settingsHash: settingsHash(profile),
      madeAt: nowIso(parts.clock),
      tasks: [{ task: 'export-goods', changes, attention: [], skipped, notices: [], unchanged: 0 }],
    };
  });
}

/** Makes the undo, as the work of a run of its own: its report can be undone like any other. */
export async function undoRun(context: TaskContext, runId: number): Promise<void> {
  const { report } = context;
  const onRead = (count: number): void => report.progress('read', count, null);
  const { writes, skipped } = await gatherUndo(context, runId, onRead);
  for (const record of skipped) report.skip(record, 'notice.undo.left');
  const { uncertain } = await sendWrites(context, writes);
  for (const entry of uncertain) {
    // Repeating it is harmless: values are absolute and the link is as before.
    const facts = { what: entry.change.label };
    await report.made(entry.change, { kind: 'failed', code: 'shop.write.answerLost', facts });
  }
}

/** The link with what the shop has now; its hashes stay. */
function actualOf(link: Link, products: ActualProducts): Link {
  const product = products.get(link.productId);
  if (product === undefined) return link;
  return { ...link, sent: { ...fieldsOfProduct(product), category: link.sent.category } };
}
