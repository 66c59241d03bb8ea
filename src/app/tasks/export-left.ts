import { batches } from '../../lib/batch.ts';
import type { GoodsGroupId } from '../../model/good.ts';
import { ZERO } from '../../model/decimal.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import type { ChangeKind, FieldChange } from '../../model/plan.ts';
import type { ProductFields } from '../../model/product.ts';
import { exportGroups } from './export-scope.ts';
import { exportChange } from './export-work.ts';
import type { ExportWork } from './export-work.ts';
import type { PendingWrite } from './product-writer.ts';

const GOODS_AT_ONCE = 500;

/** What is done to a product whose good left: fields to send, how it looks in the plan, who hid it. */
interface Farewell {
  readonly kind: ChangeKind;
  readonly fields: ProductFields;
  readonly changes: readonly FieldChange[];
  readonly isHiddenByUs: boolean;
}

/**
 * Linked goods that were deleted or left the chosen groups: their products are hidden, set to quantity 0,
 * or left alone (setting "when a good leaves"). A product that the owner had hidden himself is not taken
 * for ours (E3).
 */
export async function planLeft(work: ExportWork, left: readonly LinkHead[]): Promise<void> {
  if (left.length === 0) return;
  const { state, profile, report } = work.context;
  const sent = await state.links.sent(
    profile.id,
    left.map((head) => head.goodId),
  );
  for (const head of left) {
    const known = sent.get(head.goodId) ?? NOTHING_SENT;
    const pending = leftWrite(head, known, await farewell(work, head, known));
    if (report.isStillRefused(`good:${head.goodId}`, pending.contentHash)) continue;
    work.leaving.push(pending);
  }
}

async function farewell(work: ExportWork, head: LinkHead, known: SentFields): Promise<Farewell> {
  const { settings, shop } = work.context;
  if (settings.whenGoodLeaves === 'leave')
    return { kind: 'link', fields: {}, changes: [], isHiddenByUs: false };
  if (settings.whenGoodLeaves === 'zero') {
    const changes = [{ field: 'quantity', before: known.quantity, after: ZERO }];
    return {
      kind: 'setQuantity',
      fields: { quantity: ZERO, isAvailable: false },
      changes,
      isHiddenByUs: false,
    };
  }
  const isVisible = shop.abilities.readsProducts
    ? ((await work.lookup.index()).byId.get(head.productId)?.isVisible ?? null)
    : null;
  if (isVisible === false) return { kind: 'link', fields: {}, changes: [], isHiddenByUs: false };
  const changes = [{ field: 'isVisible', before: 'yes', after: 'no' }];
  return { kind: 'hideProduct', fields: { isVisible: false }, changes, isHiddenByUs: true };
}

function leftWrite(head: LinkHead, known: SentFields, goodbye: Farewell): PendingWrite {
  const good = { id: head.goodId, code: known.code ?? '', name: known.name ?? '' };
  const isNothing = Object.keys(goodbye.fields).length === 0;
  const isZeroed = goodbye.fields.quantity !== undefined;
  const sent: SentFields = isZeroed ? { ...known, quantity: ZERO, isAvailable: false } : known;
  return {
    write: isNothing
      ? null
      : {
          kind: 'update',
          goodId: head.goodId,
          productId: head.productId,
          code: good.code,
          fields: goodbye.fields,
        },
    productId: head.productId,
    change: exportChange(good, goodbye.kind, goodbye.changes),
    contentHash: `left:${goodbye.kind}`,
    linkAfter: (productId): Link => ({
      ...head,
      productId,
      hasLeft: true,
      isHiddenByUs: goodbye.isHiddenByUs,
      sent,
    }),
  };
}

/** So many goods that leave an empty group behind look like an accident, whatever their share is. */
const EMPTYING = 3;

/** A chosen group of which nothing is left while goods of it leave; null = none. */
export async function emptiedGroup(
  work: ExportWork,
  leaving: readonly PendingWrite[],
): Promise<{ readonly group: string; readonly count: number } | null> {
  const { warehouse, settings, choices, signal } = work.context;
  const chosen = exportGroups(work.context) ?? new Set();
  const counts = new Map<GoodsGroupId, number>();
  for (const part of batches(leaving, GOODS_AT_ONCE)) {
    const ids = part.flatMap((entry) => (entry.write === null ? [] : [entry.write.goodId]));
    for (const good of await warehouse.findGoods({ ids, priceGroup: settings.priceGroup }, signal)) {
      if (chosen.has(good.groupId) && !work.groupsMet.has(good.groupId))
        counts.set(good.groupId, (counts.get(good.groupId) ?? 0) + 1);
    }
  }
  const emptied = [...counts].find(([, count]) => count >= EMPTYING);
  if (emptied === undefined) return null;
  const [id, count] = emptied;
  return { group: choices.groups.find((group) => group.id === id)?.name ?? String(id), count };
}
