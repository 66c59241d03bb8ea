import { shortHash } from '../../lib/hash.ts';
import type { Good } from '../../model/good.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { ChangeKind } from '../../model/plan.ts';
import type { ProductFields, ProductId } from '../../model/product.ts';
import { groupPaths } from '../../model/group-tree.ts';
import { isPark } from '../../sync/park.ts';
import { diffGoodsFields, goodsFields, goodsFieldsText, sentGoodsFields } from '../../sync/plan-export.ts';
import type { ExportContext } from '../../sync/plan-export.ts';
import type { TaskContext } from '../task-context.ts';
import { emptiedGroup, planLeft } from './export-left.ts';
import { planUnlinked, resolveUncertain } from './export-new.ts';
import { exportChange } from './export-work.ts';
import type { DecidedGood, ExportWork } from './export-work.ts';
import { exportGroups, readScope } from './export-scope.ts';
import type { ScopedGood } from './export-scope.ts';
import { Guard } from './guard.ts';
import { ProductLookup } from './product-lookup.ts';
import { sendWrites } from './product-writer.ts';
import type { PendingWrite } from './product-writer.ts';

/** Changes decided before they are sent: enough that most shops know their total from the start. */
const WINDOW = 25_000;

/**
 * Sends goods of the chosen groups to the shop: new ones are created (hidden unless S17), changed ones
 * updated field by field, those that left are hidden as the settings say (E1..E7, E9). Nothing changed =
 * nothing sent.
 */
export async function exportGoods(context: TaskContext): Promise<void> {
  const { report } = context;
  const groupIds = exportGroups(context);
  if (groupIds === null) {
    await report.notice('notice.export.noGroups');
    return;
  }
  const work = openWork(context);
  let read = 0;
  for await (const batch of readScope(context, groupIds)) {
    await planBatch(work, batch.goods);
    await planLeft(
      work,
      batch.left.filter((head) => !head.hasLeft),
    );
    read += batch.goods.length;
    report.progress('read', read, null);
    if (work.pending.length >= WINDOW) await act(work, work.pending.splice(0));
  }
  await act(work, work.pending.splice(0));
  await actLeaving(work);
  await work.guard.end();
  await report.settleUnseen('good:');
}

function openWork(context: TaskContext): ExportWork {
  const exportContext: ExportContext = {
    settings: context.settings,
    pricesIncludeVat: context.facts.pricesIncludeVat,
    baseCurrency: context.facts.baseCurrency,
    shopCurrency: context.shopFacts.currency,
    groupPaths: groupPaths(context.choices.groups),
  };
  return {
    context,
    exportContext,
    lookup: new ProductLookup(context),
    guard: new Guard(context),
    pending: [],
    leaving: [],
    groupsMet: new Set(),
  };
}

async function planBatch(work: ExportWork, goods: readonly ScopedGood[]): Promise<void> {
  const { report } = work.context;
  const changed: (DecidedGood & { readonly head: LinkHead })[] = [];
  const unlinked: DecidedGood[] = [];
  for (const { good, head } of goods) {
    work.groupsMet.add(good.groupId);
    const fields = goodsFields(good, work.exportContext);
    if (isPark(fields)) {
      await report.park({ subject: `good:${good.id}`, ...fields.park });
      continue;
    }
    const hash = shortHash(goodsFieldsText(fields));
    if (head === null) unlinked.push({ good, fields, hash });
    else if (head.goodsHash !== hash || head.hasLeft) changed.push({ good, fields, hash, head });
    else await unchanged(work, good);
  }
  await planLinked(work, changed);
  await planUnlinked(work, unlinked);
}

async function unchanged(work: ExportWork, good: Good): Promise<void> {
  work.context.report.count('unchanged');
  await work.context.report.settle(`good:${good.id}`);
}

async function planLinked(
  work: ExportWork,
  changed: readonly (DecidedGood & { readonly head: LinkHead })[],
): Promise<void> {
  if (changed.length === 0) return;
  const { state, profile, report } = work.context;
  const sent = await state.links.sent(
    profile.id,
    changed.map((entry) => entry.good.id),
  );
  for (const entry of changed) {
    const known = sent.get(entry.good.id) ?? NOTHING_SENT;
    const pending = linkedWrite(entry, known);
    if (report.isStillRefused(`good:${entry.good.id}`, entry.hash)) continue;
    work.pending.push(pending);
  }
}

/** An update of a linked product; one that came back is shown again only if it was we who hid it (E3). */
function linkedWrite(entry: DecidedGood & { readonly head: LinkHead }, known: SentFields): PendingWrite {
  const { good, fields, hash, head } = entry;
  const difference = diffGoodsFields(fields, known);
  const isShown = head.hasLeft && head.isHiddenByUs;
  const toSend: ProductFields = isShown ? { ...difference.fields, isVisible: true } : difference.fields;
  const changes = isShown
    ? [...difference.changes, { field: 'isVisible', before: 'no', after: 'yes' }]
    : difference.changes;
  const isNothing = Object.keys(toSend).length === 0;
  const kind: ChangeKind = isNothing ? 'link' : isShown ? 'showProduct' : 'updateProduct';
  return {
    write: isNothing
      ? null
      : {
          kind: 'update',
          goodId: good.id,
          productId: head.productId,
          code: known.code ?? fields.code,
          fields: toSend,
        },
    productId: head.productId,
    change: exportChange(good, kind, changes),
    contentHash: hash,
    linkAfter: (productId: ProductId): Link => ({
      goodId: good.id,
      productId,
      goodsHash: hash,
      // A product that came back needs its quantity again: it was set to 0 or may have changed unseen.
      stockHash: head.hasLeft ? '' : head.stockHash,
      hasLeft: false,
      isHiddenByUs: false,
      sent: sentGoodsFields(fields, known),
    }),
  };
}

/** Products of goods that left go last, when it is known which groups were emptied. */
async function actLeaving(work: ExportWork): Promise<void> {
  const pending = work.leaving.splice(0);
  if (pending.length === 0) return;
  await send(work, await work.guard.passEmptied(pending, await emptiedGroup(work, pending)));
}

async function act(work: ExportWork, pending: readonly PendingWrite[]): Promise<void> {
  if (pending.length > 0) await send(work, await work.guard.pass(pending));
}

async function send(work: ExportWork, pending: readonly PendingWrite[]): Promise<void> {
  const { report } = work.context;
  const approved: PendingWrite[] = [];
  for (const entry of pending) if (await report.mayMake(entry.change)) approved.push(entry);
  if (approved.length === 0) return;
  const { confirmed, uncertain } = await sendWrites(work.context, approved);
  for (const entry of confirmed) noteQuantity(work, entry);
  if (uncertain.length > 0) await resolveUncertain(work, uncertain);
}

function noteQuantity(work: ExportWork, entry: PendingWrite): void {
  if (entry.write?.kind === 'create' && entry.write.fields.quantity !== undefined) {
    work.context.quantitiesSent.add(entry.write.goodId);
  }
}
