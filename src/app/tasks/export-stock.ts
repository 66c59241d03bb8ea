import { shortHash } from '../../lib/hash.ts';
import { SortedReader } from '../../lib/sorted-reader.ts';
import type { LinkHead, SentFields } from '../../model/link.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Change } from '../../model/plan.ts';
import type { Good } from '../../model/good.ts';
import type { StockLevel } from '../../model/stock.ts';
import { diffStockFields, sentStockFields, stockFieldsText } from '../../sync/plan-stock.ts';
import type { StockFields } from '../../sync/plan-stock.ts';
import type { TaskContext } from '../task-context.ts';
import { exportGroups, readScope } from './export-scope.ts';
import type { ScopeBatch } from './export-scope.ts';
import { Guard } from './guard.ts';
import { sendWrites } from './product-writer.ts';
import type { PendingWrite } from './product-writer.ts';
import { quantityRule, stockQuery } from './stock-quantities.ts';

const WINDOW = 25_000;

interface ChangedStock {
  readonly good: Good;
  readonly head: LinkHead;
  readonly fields: StockFields;
  readonly hash: string;
}

/**
 * Sends changed quantities and availabilities of linked goods (S15, E5, E8); goods without a link are left
 * alone.
 */
export async function exportStock(context: TaskContext): Promise<void> {
  const { report, warehouse, signal } = context;
  const groupIds = exportGroups(context);
  if (groupIds === null) {
    await report.notice('notice.export.noGroups');
    return;
  }
  report.count('created', context.quantitiesSent.size);
  const rule = await quantityRule(context);
  const levels = new SortedReader(warehouse.readStock(stockQuery(context), signal), (level) => level.goodId);
  const guard = new Guard(context);
  const pending: PendingWrite[] = [];
  let read = 0;
  try {
    for await (const batch of readScope(context, groupIds)) {
      const changed = await findChanged(context, batch, { levels, rule });
      pending.push(...(await planStock(context, changed)));
      read += batch.goods.length;
      report.progress('read', read, null);
      if (pending.length >= WINDOW) await act(context, guard, pending.splice(0));
    }
  } finally {
    await levels.close();
  }
  await act(context, guard, pending);
  await guard.end();
  await report.settleUnseen('stock:');
}

async function findChanged(
  context: TaskContext,
  batch: ScopeBatch,
  sources: {
    readonly levels: SortedReader<StockLevel>;
    readonly rule: (good: Good, stock: StockLevel | null) => StockFields;
  },
): Promise<readonly ChangedStock[]> {
  const last = batch.goods.at(-1);
  if (last === undefined) return [];
  const levels = new Map((await sources.levels.takeUpTo(last.good.id)).map((level) => [level.goodId, level]));
  const changed: ChangedStock[] = [];
  for (const { good, head } of batch.goods) {
    if (head === null || head.hasLeft) continue;
    const fields = sources.rule(good, levels.get(good.id) ?? null);
    const hash = shortHash(stockFieldsText(fields));
    if (hash !== head.stockHash) {
      changed.push({ good, head, fields, hash });
      continue;
    }
    if (!context.quantitiesSent.has(good.id)) context.report.count('unchanged');
    await context.report.settle(`stock:${good.id}`);
  }
  return changed;
}

async function planStock(
  context: TaskContext,
  changed: readonly ChangedStock[],
): Promise<readonly PendingWrite[]> {
  if (changed.length === 0) return [];
  const { state, profile, report } = context;
  const sent = await state.links.sent(
    profile.id,
    changed.map((entry) => entry.good.id),
  );
  const pending: PendingWrite[] = [];
  for (const entry of changed) {
    const write = stockWrite(entry, sent.get(entry.good.id) ?? NOTHING_SENT);
    if (report.isStillRefused(`stock:${entry.good.id}`, entry.hash)) continue;
    pending.push(write);
  }
  return pending;
}

function stockWrite(entry: ChangedStock, known: SentFields): PendingWrite {
  const { good, head, fields, hash } = entry;
  const difference = diffStockFields(fields, known);
  const isNothing = Object.keys(difference.fields).length === 0;
  const change: Change = {
    key: `export-stock:stock:${good.id}`,
    task: 'export-stock',
    kind: isNothing ? 'link' : 'setQuantity',
    subject: `stock:${good.id}`,
    label: `${good.code} ${good.name}`.trim(),
    fields: difference.changes,
  };
  return {
    write: isNothing
      ? null
      : {
          kind: 'update',
          goodId: good.id,
          productId: head.productId,
          code: known.code ?? good.code,
          fields: difference.fields,
        },
    productId: head.productId,
    change,
    contentHash: hash,
    linkAfter: (productId) => ({ ...head, productId, stockHash: hash, sent: sentStockFields(fields, known) }),
  };
}

async function act(context: TaskContext, guard: Guard, pending: readonly PendingWrite[]): Promise<void> {
  const approved: PendingWrite[] = [];
  for (const entry of await guard.pass(pending))
    if (await context.report.mayMake(entry.change)) approved.push(entry);
  if (approved.length === 0) return;
  const { uncertain } = await sendWrites(context, approved);
  for (const entry of uncertain) {
    // Repeating an absolute quantity is harmless: the link is as before, so the next run sends it again.
    const facts = { what: entry.change.label };
    await context.report.made(entry.change, { kind: 'failed', code: 'shop.write.answerLost', facts });
  }
}
