import type { OrderContent, WrittenView } from '../api/order-story.ts';
import type { OrderDetails } from '../app/app.ts';
import { add, compare, subtract, ZERO } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import { vatInside } from '../model/vat.ts';
import type { WrittenDocument } from '../model/written-document.ts';

const CENTS = 2;

/** What an order says, for a person; null = it cannot be read. */
export function orderContentView(
  { order, delivery }: OrderDetails,
  paymentWord: (status: string) => string,
): OrderContent | null {
  if (order === null) return null;
  const { buyer } = order;
  return {
    buyer: {
      name: [buyer.firstName, buyer.lastName].filter((part) => part !== '').join(' '),
      email: buyer.email,
      phone: buyer.phone,
      address: buyer.address,
      city: buyer.city,
      zip: buyer.zip,
      country: buyer.country,
      company: buyer.company,
      companyNumber: buyer.companyNumber,
      vatNumber: buyer.vatNumber,
      contactPerson: buyer.contactPerson,
    },
    delivery,
    paymentStatus: paymentWord(order.paymentStatus),
    instructions: order.instructions,
    lines: order.lines.map(({ productId, code, name, quantity, unitPrice, discount, total }) => ({
      productId,
      code,
      name,
      quantity,
      unitPrice,
      discount,
      total,
    })),
    totals: order.totalLines,
  };
}

/** What was written for an order, with its VAT by rate, rounded once for each rate (V1). */
export function writtenView({ total, lines }: WrittenDocument): WrittenView {
  const gross = new Map<Decimal, Decimal>();
  for (const line of lines) gross.set(line.vatRate, add(gross.get(line.vatRate) ?? ZERO, line.total));
  const vat = [...gross]
    .toSorted(([left], [right]) => compare(right, left))
    .map(([rate, sum]) => {
      const inside = vatInside(sum, rate, CENTS);
      return { rate, net: subtract(sum, inside), vat: inside };
    });
  return { total, lines, vat };
}
