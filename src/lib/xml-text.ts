/**
 * The five entities that XML itself knows; a shop's own are never expanded, so no text can grow
 * (docs/decisions/0011-fast-xml-parser.md).
 */
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi;
const ESCAPED = /[<>&"'\r]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
  // A bare carriage return would be read as a line feed by every parser.
  '\r': '&#13;',
};
// Everything outside the Char production of XML 1.0; with the `u` flag a lone half of a surrogate pair is
// one too.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** The text without the characters that no XML 1.0 document may contain, such as U+000B or half an emoji. */
export function removeForbidden(text: string): string {
  return text.replace(FORBIDDEN, '');
}

/** A text without these is XML as it stands; half a surrogate pair is not told from a whole one here. */
const TO_LOOK_AT = /[<>&"'\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

/**
 * Text as it stands in an element or an attribute; forbidden characters are left out. Nothing else is
 * lost.
 */
export function escapeXml(text: string): string {
  if (!TO_LOOK_AT.test(text)) return text;
  return removeForbidden(text).replace(ESCAPED, (character) => ESCAPES[character] ?? character);
}

/** Text as it stands in an element, where quotes need no escape: what is written stays shorter. */
export function escapeXmlText(text: string): string {
  return removeForbidden(text).replace(/[<>&\r]/g, (character) => ESCAPES[character] ?? character);
}

function fromCodePoint(code: number, reference: string): string {
  if (code > 0x10ffff) return reference;
  const character = String.fromCodePoint(code);
  return removeForbidden(character) === character ? character : reference;
}

/**
 * Text that an element means: the five named entities and numeric references resolved once. Anything else
 * that looks like a reference stays as it is written.
 */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference: string, ten?: string, sixteen?: string, name?: string) => {
    if (ten !== undefined) return fromCodePoint(Number(ten), reference);
    if (sixteen !== undefined) return fromCodePoint(Number.parseInt(sixteen, 16), reference);
    return NAMED[name ?? ''] ?? reference;
  });
}

/** An element of content that is XML already; `attributes` too, with a blank before each. */
export function xmlElement(name: string, content: string, attributes = ''): string {
  return `<${name}${attributes}>${content}</${name}>`;
}
