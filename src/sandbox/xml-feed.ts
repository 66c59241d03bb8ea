import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { BadField } from './record-values.ts';
import { PRODUCT } from './resources/catalogue.ts';
import type { StoredRecord } from './resource.ts';
import { addRecord } from './store.ts';
import type { Store } from './store.ts';
import type { FaultBox } from './faults.ts';
import { storedFields } from './record-values.ts';
import { XML } from './xml-names.ts';

/** A feed that cannot be taken as a whole. */
export class BadFeed extends Error {}

export interface FeedResult {
  readonly code: string;
  readonly id: number | null;
  readonly result: 'created' | 'updated' | 'unchanged' | 'error';
  readonly message: string;
}

// Entities are never expanded and no document type is read: the feed comes from outside.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
  isArray: (name) => name === XML.feed.product,
});

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return unescape(value);
  if (typeof value !== 'object' || value === null) return null;
  const inner = (value as StoredRecord)['#text'];
  return typeof inner === 'string' ? unescape(inner) : '';
}

/** One child per language, upper case. */
function languages(value: unknown): Record<string, string> | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value as StoredRecord).filter(([key]) => /^[A-Z]{2}$/.test(key));
  return Object.fromEntries(entries.map(([key, text]) => [key, textOf(text) ?? '']));
}

function products(xml: string): readonly StoredRecord[] {
  if (/<!DOCTYPE/i.test(xml)) throw new BadFeed('a document type is not allowed');
  const verdict = XMLValidator.validate(xml);
  if (verdict !== true) throw new BadFeed(`malformed XML: ${verdict.err.msg}`);
  const [root] = Object.entries(parser.parse(xml) as StoredRecord).filter(([name]) => !name.startsWith('?'));
  const body = root?.[1] as StoredRecord | undefined;
  const holder = body?.[XML.feed.products];
  const list = (typeof holder === 'object' && holder !== null ? (holder as StoredRecord) : {})[
    XML.feed.product
  ];
  const found = Array.isArray(list) ? (list as readonly StoredRecord[]) : [];
  if (found.length > XML.limits.products) throw new BadFeed(`at most ${XML.limits.products} products`);
  return found;
}

/** A feed's product in the words of the store; an element that is absent leaves its field as it is. */
function fieldsOf(product: StoredRecord, store: Store): StoredRecord {
  const fields: StoredRecord = {};
  const names = XML.feed;
  const name = languages(product[names.name]);
  if (name !== null) fields['productName'] = name;
  const texts = [
    [names.code, 'productCode'],
    [names.barcode, 'productBarcode'],
    [names.price, 'productPrice'],
    [names.quantity, 'productQuantity'],
  ] as const;
  for (const [element, field] of texts) {
    const text = textOf(product[element]);
    if (text !== null) fields[field] = text;
  }
  const label = textOf(product[names.label]);
  if (label !== null) {
    const status = XML.labels[label as keyof typeof XML.labels];
    if (status === undefined) throw new BadField(`${names.label}: unknown value ${label}`);
    fields['productAvailabilityStatus'] = status;
  }
  const isActive = textOf(product[names.isActive]);
  if (isActive !== null) fields['productIsActive'] = isActive === '1';
  const category = product[names.category];
  if (typeof category === 'object' && category !== null) {
    const branch = languages((category as StoredRecord)[names.branch]);
    if (branch !== null) fields['productCategories'] = [{ categoryID: categoryOf(branch, store) }];
  }
  return fields;
}

/** The category at the end of a branch, made level by level where it is missing. */
function categoryOf(branch: Readonly<Record<string, string>>, store: Store): number {
  const [language, path] = Object.entries(branch)[0] ?? ['BG', ''];
  let parent: number | null = null;
  for (const name of path.split('|')) {
    const known = store.list('categories').find((category) => {
      const names = category['categoryName'] as Readonly<Record<string, string>>;
      return names[language] === name && (category['categoryParentID'] ?? null) === parent;
    });
    parent =
      known === undefined
        ? addRecord(store, 'categories', {
            id: null,
            fields: { categoryName: { [language]: name }, categoryParentID: parent },
          })
        : Number(known['categoryId']);
  }
  return parent ?? 0;
}

interface FeedTaker {
  readonly store: Store;
  readonly faults: FaultBox;
  readonly onCreate: (code: string) => void;
}

/** Takes a feed: one result per product, in its order; a product that cannot be taken stops no other. */
export function takeFeed(xml: string, shop: FeedTaker): readonly FeedResult[] {
  const results = takeEach(xml, shop);
  if (shop.faults.way('feedReplaces') === null) return results;
  const told = new Set(results.map((result) => result.id));
  for (const id of shop.store.ids('products')) if (!told.has(id)) shop.store.delete('products', id);
  return results;
}

function takeEach(xml: string, shop: FeedTaker): readonly FeedResult[] {
  return products(xml).map((product) => {
    const code = textOf(product[XML.feed.code]) ?? '';
    try {
      return takeProduct(product, code, shop);
    } catch (error) {
      if (!(error instanceof BadField)) throw error;
      return { code, id: null, result: 'error', message: error.message };
    }
  });
}

/** What a feed may leave out of a product that the shop has. */
function emptied(): StoredRecord {
  const names = ['productName', 'productBarcode', 'productPrice', 'productQuantity', 'productIsActive'];
  return Object.fromEntries(names.map((name) => [name, structuredClone(PRODUCT.fields[name]?.initial)]));
}

function takeProduct(product: StoredRecord, code: string, shop: FeedTaker): FeedResult {
  if (code === '') throw new BadField('ProductCode is required');
  const { store, faults } = shop;
  const left = faults.way('feedEmpties') === null ? {} : emptied();
  const fields = faults.mangled({ ...left, ...storedFields(fieldsOf(product, store), PRODUCT) });
  const [id, ...others] = store.productsByCode(code);
  if (others.length > 0) throw new BadField('several products have this code');
  if (id === undefined) {
    shop.onCreate(code);
    return { code, id: addRecord(store, 'products', { id: null, fields }), result: 'created', message: '' };
  }
  const before = store.get('products', id) as StoredRecord;
  const named = (fields['productName'] ?? {}) as StoredRecord;
  const isEmptied = faults.way('feedEmpties') !== null;
  const name = isEmptied ? named : { ...(before['productName'] as StoredRecord), ...named };
  const after = { ...before, ...fields, productName: name };
  if (JSON.stringify(after) === JSON.stringify(before)) return { code, id, result: 'unchanged', message: '' };
  store.put('products', id, after);
  return { code, id, result: 'updated', message: '' };
}
