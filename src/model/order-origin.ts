import { parseAddress } from './address.ts';

declare const orderNumberBrand: unique symbol;

/** Number of an order in the shop: unique there, never changed. */
export type OrderNumber = number & { readonly [orderNumberBrand]: true };

/** Which order of which shop a document stems from; the same after any loss of memory (I4). */
export interface OrderOrigin {
  /** Host and path of the shop in their one normal form: see `shopIdentity`. */
  readonly shopIdentity: string;
  readonly orderNumber: OrderNumber;
  /** Key in NextAcct that makes a second document impossible. */
  readonly claimKey: string;
}

/**
 * The shop's identity (I4): host in lower case without `www.`, `:port` unless it is the scheme's own, path
 * without its final slash. `http://` is assumed where no scheme is typed. Null when the address is not one.
 */
export function shopIdentity(address: string): string | null {
  const parsed = parseAddress(address, 'http');
  if (parsed === null || !['http', 'https'].includes(parsed.scheme)) return null;
  const host = parsed.writtenHost.toLowerCase().replace(/^www\./, '');
  return `${host}${parsed.port === null ? '' : `:${parsed.port}`}${parsed.writtenPath}`;
}

/**
 * `ZWEB-<first 8 hex of SHA-256 of the shop's identity>-<order number>`: no prefix of Warehouse Pro looks
 * like it (I4).
 */
export function claimKey(identitySha256Hex: string, orderNumber: OrderNumber): string {
  return `ZWEB-${identitySha256Hex.slice(0, 8)}-${orderNumber}`;
}

/**
 * The claim of an order that is recorded again (Q1): another one for each document that was lost, and the
 * same for whoever remembers that one.
 */
export function claimKeyAgain(first: string, lostRecordedAt: string | null): string {
  return `${first}-R${Math.floor(Date.parse(lostRecordedAt ?? '1970-01-01') / 1000).toString(36)}`;
}

/** How every such note begins. */
export const NOTE_BEGINNING = 'Seliton №';

/** Note of every line of the document, before a УНП is appended (I12). */
export function originNote(identity: string, orderNumber: OrderNumber): string {
  return `${NOTE_BEGINNING}${orderNumber} ${identity}`;
}

/** In Latin letters, too: columns of an old database may have no others. */
const NOTE = /^Seliton (?:№|No)(\d{1,15}) (\S+?)(?:; (?:УНП|UNP) (\S+?))?(?:; .*)?$/;

/** The reading of a note that `originNote` wrote, whatever stands behind it; null for any other text. */
export function parseOriginNote(
  note: string,
): { readonly orderNumber: OrderNumber; readonly shopIdentity: string; readonly unp: string | null } | null {
  const match = NOTE.exec(note.trim());
  if (match === null) return null;
  return {
    orderNumber: Number(match[1]) as OrderNumber,
    shopIdentity: match[2] ?? '',
    unp: match[3] ?? null,
  };
}

/** Tells the orders of all shops apart by a note; null for a note that is no order's. */
export function orderOfNote(note: string): string | null {
  const origin = parseOriginNote(note);
  return origin === null ? null : `${origin.orderNumber} ${origin.shopIdentity}`;
}
