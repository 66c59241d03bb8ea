/** Stands where a person's data were; empty would look like an order that never had them. */
const ERASED = '[заличено]';

/**
 * Fields of an order, over either interface, that are a person's contact data (facts/fiscal-bg.md section 11).
 * What the fiscal part needs stays: lines, sums, dates, УНП, payment, and a company's name and numbers.
 */
const CONTACT_FIELD = new RegExp(
  [
    '^order(?:',
    '(?:billing|shipping)(?:invoicecontactperson|firstname|lastname|phone|mobile|fax|address\\d?|zip|city|email)',
    '|customer(?:email|phone|firstname|lastname|instructions|ip)|instructions)$',
  ].join(''),
  'i',
);
const ELEMENT = /<((?:[\w.-]+:)?([\w.-]+))((?:\s[^<>]*)?)>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1\s*>/g;

/** What an order as received says of its buyer. */
export interface OrderContacts {
  /** E-mail addresses, telephones, addresses and whole names: what he is found by, and what must go. */
  readonly texts: readonly string[];
  /** The record with every contact field erased; the rest is as it was. */
  readonly erased: string;
  /** Where it goes; null = it tells no place of its own. */
  readonly delivery: {
    readonly name: string;
    readonly phone: string;
    readonly address: string;
    readonly city: string;
    readonly zip: string;
  } | null;
}

type Visit = (name: string, text: string) => string;

function walkJson(value: unknown, visit: Visit): unknown {
  if (Array.isArray(value)) return value.map((each) => walkJson(each, visit));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      typeof each === 'string' ? visit(name, each) : walkJson(each, visit),
    ]),
  );
}

function walkXml(raw: string, visit: Visit): string {
  return raw.replace(ELEMENT, (whole, tag: string, name: string, attributes: string, text: string) => {
    const plain = text.replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1');
    const now = visit(name, plain);
    return now === plain ? whole : `<${tag}${attributes}>${now}</${tag}>`;
  });
}

function walk(raw: string, visit: Visit): string {
  if (raw.trimStart().startsWith('<')) return walkXml(raw, visit);
  try {
    return JSON.stringify(walkJson(JSON.parse(raw), visit));
  } catch {
    return raw;
  }
}

/** Reads and erases the contact data of an order as it was received over REST (JSON) or the XML API. */
export function orderContacts(raw: string): OrderContacts {
  const found = new Map<string, string>();
  const erased = walk(raw, (name, text) => {
    if (!CONTACT_FIELD.test(name) || text.trim() === '' || text === ERASED) return text;
    found.set(name.toLowerCase(), text.trim());
    return ERASED;
  });
  const names = ['billing', 'shipping'].map((part) =>
    [found.get(`order${part}firstname`), found.get(`order${part}lastname`)].join(' ').trim(),
  );
  const others = [...found].filter(([name]) => /email|phone|mobile|address|person/.test(name));
  const texts = [...others.map(([, text]) => text), ...names].filter((text) => text.length > 3);
  return { texts: [...new Set(texts)], erased, delivery: deliveryOf(found) };
}

function deliveryOf(found: ReadonlyMap<string, string>): OrderContacts['delivery'] {
  const field = (name: string): string => found.get(`ordershipping${name}`) ?? '';
  const joined = (between: string, ...names: readonly string[]): string =>
    names
      .map(field)
      .filter((part) => part !== '')
      .join(between);
  const place = {
    name: joined(' ', 'firstname', 'lastname'),
    phone: field('phone') || field('mobile'),
    address: joined(', ', 'address1', 'address2') || field('address'),
    city: field('city'),
    zip: field('zip'),
  };
  return Object.values(place).every((part) => part === '') ? null : place;
}
