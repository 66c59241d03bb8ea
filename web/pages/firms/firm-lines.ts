import type { FirmRow, FirmShop } from '../../../src/api/firm/firms.ts';

/** A line of the list: a firm, or below it one of its shops. */
export type FirmLine =
  | { readonly kind: 'firm'; readonly firm: FirmRow; readonly isOpen: boolean }
  | { readonly kind: 'shop'; readonly firm: FirmRow; readonly shop: FirmShop };

/**
 * The lines of firms, each with its shops below where it is unfolded. A shop that was found by its own name
 * is shown: nobody would look for it folded away. A firm that stands here twice, since it changed its place
 * between two pages, is shown once.
 */
export function firmLines(firms: readonly FirmRow[], open: ReadonlySet<number>): readonly FirmLine[] {
  const once = new Map(firms.map((firm) => [firm.id, firm]));
  return [...once.values()].flatMap((firm): readonly FirmLine[] => {
    const isOpen = firm.shops.length > 0 && (open.has(firm.id) || firm.isByShop);
    const below = isOpen ? firm.shops.map((shop) => ({ kind: 'shop', firm, shop }) as const) : [];
    return [{ kind: 'firm', firm, isOpen }, ...below];
  });
}
