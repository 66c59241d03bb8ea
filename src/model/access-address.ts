import type { Settings } from './settings.ts';

const SCHEME = /^(?:access|sqlite|file):(?:\/\/)?/i;
const ENDING = /\.(?:mdb|accdb)$/i;

/**
 * The path of an Access database: of `access:path`, and of any path that ends in `.mdb` or `.accdb`
 * (`C:\ProgramData\…\Microinvest.mdb` too). Null for every other address.
 */
export function accessPath(address: string): string | null {
  const text = address.trim();
  const path = text.replace(SCHEME, '');
  const isNamed = /^access:/i.test(text) && path !== '';
  // Another scheme is another kind of warehouse; one letter before a colon is a drive.
  const isOther = /^[a-z][a-z0-9+.-]+:/i.test(path);
  return isNamed || (ENDING.test(path) && !isOther) ? path : null;
}

/**
 * Whether a profile's warehouse takes documents: an Access file does not, unless orders have their own way.
 */
export function takesDocuments(settings: Pick<Settings, 'warehouse' | 'ordersWarehouse'>): boolean {
  return accessPath(settings.warehouse) === null || settings.ordersWarehouse !== '';
}
