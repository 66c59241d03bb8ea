import type { Decimal } from '../../model/decimal.ts';
import type { PaymentDraft } from '../../model/operation.ts';
import type { Order } from '../../model/order.ts';
import type { PaymentType } from '../../model/warehouse-facts.ts';
import type { WordMeanings } from '../words/word-meanings.ts';

/** PaymentTypes.PaymentMethod (facts section 10). */
const CASH = 1;
const BANK = 2;
const CARD = 3;

/** How the shop's payment modules are called, by what they most likely are; `comparableWord` spells them. */
const MODULES: readonly (readonly [RegExp, number])[] = [
  [/card|stripe|mypos|borica|epay|paypal|virtualpos|visa|карт|виртуаленпос/u, CARD],
  [/bank|wire|transfer|iban|банк|превод/u, BANK],
  [/cash|cod|ondelivery|вброй|наложен/u, CASH],
];

/**
 * The PaymentTypes row of a payment module: what a person has said, else the first row of the method that its
 * name speaks of; null: nobody knows.
 */
export function paymentTypeOf(
  module: string,
  types: readonly PaymentType[],
  words: Pick<WordMeanings, 'paymentType'>,
): PaymentType | null {
  const chosen = words.paymentType(module);
  if (chosen !== null) return types.find(({ id }) => id === chosen) ?? null;
  const text = module.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const method = MODULES.find(([name]) => name.test(text))?.[1] ?? null;
  return types.find((type) => type.method === method) ?? null;
}

/**
 * What was really received for a sale: the whole of it, where the shop says that the order is paid and the
 * way of payment is known (facts sections 9, 10). Else the sale is owed.
 */
export function receivedPayments(
  order: Order,
  total: Decimal,
  facts: {
    readonly types: readonly PaymentType[];
    readonly words: Pick<WordMeanings, 'paymentType' | 'isPaid'>;
    readonly today: string;
  },
): readonly PaymentDraft[] {
  if (!facts.words.isPaid(order.paymentStatus)) return [];
  const type = paymentTypeOf(order.paymentMethod, facts.types, facts.words);
  if (type === null) return [];
  return [{ paymentTypeId: type.id, isCash: type.method === CASH, amount: total, date: facts.today }];
}
