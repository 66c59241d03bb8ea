import { elementName } from './xml-names.ts';
import type { StoredRecord } from './resource.ts';

const FORBIDDEN = /[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What no parser reads: the record that holds it is spoilt, and only that one. */
export const SPOILT = '<Note>Sport & Co <b</Note>';

/** Text as the content of an element; characters that XML 1.0 forbids are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return escapeXml(typeof value === 'boolean' ? (value ? '1' : '0') : String(value));
}

const ROWS: Readonly<Record<string, string>> = { orderItems: 'OrderItem', orderTotalLines: 'OrderTotalLine' };

/** An order with all its fields, named like the REST fields in PascalCase. */
export function orderXml(order: StoredRecord): string {
  const parts = Object.entries(order).map(([field, value]) => {
    const row = ROWS[field];
    if (row === undefined) return element(elementName(field), valueText(value));
    const rows = (value as readonly StoredRecord[]).map((entry) => element(row, fieldsXml(entry)));
    return element(elementName(field), rows.join(''));
  });
  return element('Order', parts.join(''));
}

function fieldsXml(record: StoredRecord): string {
  return Object.entries(record)
    .map(([field, value]) => element(elementName(field), valueText(value)))
    .join('');
}
