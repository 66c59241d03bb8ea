const ERASED = '[заличено]';

/** Fields that are about a person whatever stands in them, numbers too. */
const PERSONAL = new RegExp(
  [
    'name|person|phone|mobile|gsm|contact|egn|^tel|_tel|mail|fax|address|street|city|zip|post|country|region|state$|customer|client|buyer',
    'billing|shipping|delivery|invoice|instruction|comment|note|message|password|secret|token|signature|key|ip$',
  ].join('|'),
  'i',
);
/** What is nobody's: names of goods, and the shop's own words, which are what the file is for. */
const HARMLESS = new RegExp(
  [
    'product|item|sku|barcode|category|currency|status|module|method|type|unit|label|availability|action',
    'error|code$|title$|success|version|uniquesale',
  ].join('|'),
  'i',
);
/** A number, a yes or no, or a moment. */
const PLAIN = /^(?:[-+]?[\d\s.,]{1,20}|true|false|yes|no|[\d./:TZ+\-\s]{6,32})$/i;
const ELEMENT = /<((?:[\w.-]+:)?([\w.-]+))((?:\s[^<>]*)?)>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1\s*>/g;
/** Whatever is left over in a text that is neither: addresses of mail, long rows of digits. */
const LEFT_OVER = /[\w.+-]+@[\w.-]+\.\w+|\+?\d[\d\s()/-]{7,}\d/g;
/** Nine digits: a mobile number without the 0 or the country before it. */
const SHORTEST_TELEPHONE = 99_999_999;

/** The text of a field as it may be kept: blanked unless it is known to be nobody's. */
function kept(field: string, text: string): string {
  const plain = text.trim();
  if (plain === '') return text;
  const isWord = HARMLESS.test(field);
  // `billing_method` is a word of the shop, `billing_city` is a person's: the end of a name decides.
  if (isWord && /(?:status|module|method|type|currency\w*|code|title|label)$/i.test(field)) {
    return /zip|post(?:al)?_?code/i.test(field) ? ERASED : text.replace(LEFT_OVER, ERASED);
  }
  if (PERSONAL.test(field) && !/^(?:product|item)/i.test(field) && !/(?:product|item)name$/i.test(field))
    return ERASED;
  if (isWord) return text;
  return PLAIN.test(plain) ? text.replace(LEFT_OVER, keepMoments) : ERASED;
}

/** A telephone may come as a number, in a field of any name: there only as long as a whole one. */
function mayBeTelephone(value: number, field: string): boolean {
  if (HARMLESS.test(field)) return false;
  return value > (PERSONAL.test(field) ? 1e6 : SHORTEST_TELEPHONE);
}

function blankJson(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((each) => blankJson(each, field));
  if (typeof value === 'string') return kept(field, value);
  if (typeof value === 'number') return mayBeTelephone(value, field) ? 0 : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, blankJson(each, name)]));
}

function blankXml(text: string): string {
  return text.replace(ELEMENT, (whole, tag: string, name: string, attributes: string, inner: string) => {
    const plain = inner.replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1');
    const now = kept(name, plain);
    return now === plain ? whole : `<${tag}${attributes}>${now}</${tag}>`;
  });
}

/**
 * An answer of a shop without names, telephones, e-mails and addresses, in whatever field a shop keeps them:
 * what is not known to be harmless is blanked. Its form, its numbers and the shop's own words stay.
 */
export function blankAnswer(text: string): string {
  if (text.trimStart().startsWith('<')) return blankXml(text).replace(LEFT_OVER, keepMoments);
  try {
    return JSON.stringify(blankJson(JSON.parse(text), ''));
  } catch {
    // Noise, or a page: only its first words tell what it is.
    return text.slice(0, 300).replace(LEFT_OVER, ERASED);
  }
}

/** Dates and prices look like telephones too. */
function keepMoments(found: string): string {
  return /^\d{4}-\d\d-\d\d/.test(found) || /^\d{1,2}[./]\d{1,2}[./]\d{4}/.test(found) ? found : ERASED;
}
