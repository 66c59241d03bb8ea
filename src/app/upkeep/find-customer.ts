import type { OrderNumber } from '../../model/order-origin.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Profile } from '../../model/profile.ts';
import type { AppParts } from '../app-parts.ts';
import { readArchive } from './archive.ts';
import type { ArchiveRecord } from './archive.ts';

/** Names are looked for from so many letters on: fewer fit everybody. */
const SHORTEST_NAME = 3;
/** Of a telephone so many digits from its end tell whose it is, with or without the country's code. */
const PHONE_DIGITS = 9;
const MOST_FOUND = 200;

/** An order, whichever series it is of (Q6). */
export interface OrderKey {
  readonly pastSeries: number | null;
  readonly order: OrderNumber;
}

/** An order of somebody who is looked for: what of it would be erased, and what stays (facts 11). */
export interface FoundOrder extends OrderKey {
  readonly createdAt: string;
  readonly total: Decimal | null;
  readonly currency: string;
  readonly documentNumber: number | null;
  readonly unp: string | null;
  /** Names, addresses, e-mail and telephones that would be erased; empty = they were. */
  readonly texts: readonly string[];
}

/** Whose orders, by what was typed. */
export interface FoundCustomer {
  readonly orders: readonly FoundOrder[];
  /** There are more than are told: the text has to say more. */
  readonly hasMore: boolean;
}

function digitsOf(text: string): string {
  return /^[+\d][\d\s()/.-]{5,}$/.test(text.trim()) ? text.replaceAll(/\D/g, '').slice(-PHONE_DIGITS) : '';
}

/** Whether a text of an order is what is looked for: the same telephone or address, or a part of a name. */
export function isWanted(text: string, wanted: string): boolean {
  const phone = digitsOf(wanted);
  if (phone !== '') return digitsOf(text) === phone;
  const [folded, needle] = [text.trim().toLowerCase(), wanted.trim().toLowerCase()];
  if (needle.includes('@')) return folded === needle;
  return needle.length >= SHORTEST_NAME && folded.includes(needle);
}

function foundOrder({ pastSeries, entry }: ArchiveRecord, texts: readonly string[]): FoundOrder {
  const { orderNumber, createdAt, total, currency, documentNumber, unp } = entry;
  return { pastSeries, order: orderNumber, createdAt, total, currency, documentNumber, unp, texts };
}

/**
 * Orders of whoever a telephone, an e-mail address or a part of a name is of, in any version that was
 * received. Reads the whole archive, and writes nothing.
 */
export async function findCustomer(
  parts: AppParts,
  profile: Profile,
  wanted: string,
): Promise<FoundCustomer> {
  const orders: FoundOrder[] = [];
  for await (const records of readArchive(parts.state, profile)) {
    for (const record of records) {
      const texts = record.versions.flatMap(({ raw }) => parts.orderContacts(raw).texts);
      if (!texts.some((text) => isWanted(text, wanted))) continue;
      if (orders.length === MOST_FOUND) return { orders, hasMore: true };
      orders.push(foundOrder(record, [...new Set(texts)]));
    }
  }
  return { orders, hasMore: false };
}
