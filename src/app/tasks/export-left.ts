import { ZERO } from '../../model/decimal.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import type { ChangeKind, FieldChange } from '../../model/plan.ts';
import type { ProductFields } from '../../model/product.ts';
import { exportChange } from './export-work.ts';
import type { ExportWork } from './export-work.ts';
import type { PendingWrite } from './product-writer.ts';

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
    if (await report.mayMake(pending.change)) work.pending.push(pending);
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
