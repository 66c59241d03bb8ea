import type { OrderContent } from '../../../src/api/order-story.ts';
import type { ListedOrder } from '../../../src/api/orders.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { fill } from '../../../src/texts/fill.ts';

/** „Поръчка № 16“, with nothing broken between; '' = there is no document. */
export function documentText(
  { operationType, documentNumber }: Pick<ListedOrder, 'operationType' | 'documentNumber'>,
  words: PageWords,
): string {
  if (documentNumber === null) return '';
  const type = words.names.operationTypes[String(operationType)] ?? words.everywhere.document;
  return fill(words.orders.documentNamed, { type, number: String(documentNumber) });
}

/** The lines of an address, the empty ones left out. */
export function addressLines(place: {
  readonly name: string;
  readonly address: string;
  readonly zip: string;
  readonly city: string;
}): readonly string[] {
  return [place.name, place.address, `${place.zip} ${place.city}`.trim()].filter((line) => line !== '');
}

/** Whether an order goes to another place than its buyer's. */
export function isElsewhere({ buyer, delivery }: Pick<OrderContent, 'buyer' | 'delivery'>): boolean {
  if (delivery === null) return false;
  return addressLines(delivery).join('\n') !== addressLines(buyer).join('\n');
}

/** A step of an order on its way; `at` null: it is still ahead. */
export interface WayStep {
  readonly key: 'placed' | 'received' | 'recorded' | 'unp' | 'acknowledged';
  readonly at: string | null;
  readonly isDone: boolean;
}

/** The way of an order from the shop into the warehouse and back; one without a УНП has two steps less. */
export function wayOf(
  order: Pick<
    ListedOrder,
    'createdAt' | 'seenAt' | 'recordedAt' | 'acknowledgedAt' | 'unp' | 'documentNumber' | 'stage'
  >,
): readonly WayStep[] {
  const { createdAt, seenAt, recordedAt, acknowledgedAt, unp } = order;
  const isRecorded = recordedAt !== null;
  const hasNumber = unp !== null || !isRecorded;
  const steps: readonly WayStep[] = [
    { key: 'placed', at: createdAt === '' ? null : createdAt, isDone: true },
    { key: 'received', at: seenAt, isDone: true },
    { key: 'recorded', at: recordedAt, isDone: isRecorded },
  ];
  if (!hasNumber) return steps;
  return [
    ...steps,
    { key: 'unp', at: unp === null ? null : recordedAt, isDone: unp !== null },
    { key: 'acknowledged', at: acknowledgedAt, isDone: acknowledgedAt !== null },
  ];
}

/** Rows of an order's sum before the sum itself, which many shops have as the last of them. */
export function sumsBefore(
  { totals }: Pick<OrderContent, 'totals'>,
  total: string | null,
): OrderContent['totals'] {
  const last = totals.at(-1);
  return last !== undefined && Number(last.amount) === Number(total) ? totals.slice(0, -1) : totals;
}

/** Stands for a buyer whose contact data were erased (`src/model/order-sight.ts`). */
const ERASED = '[заличено]';

/** Who ordered; '' = the record does not tell. */
export function buyerText({ buyer }: Pick<ListedOrder, 'buyer'>, words: PageWords): string {
  return buyer === ERASED ? words.orders.erasedBuyer : buyer;
}
