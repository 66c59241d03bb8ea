import { unescapeXml } from '../../lib/xml-text.ts';
import type { XmlElement } from './xml-element.ts';

/** Deeper than this is for the strict parser to judge. */
const MOST_DEPTH = 16;
const BEGINS =
  /^(?:<\?xml version="1\.[01]"(?: encoding="[\w-]+")?(?: standalone="(?:yes|no)")? ?\?>)?[ \t\n]*(?=<)/;
const OPENS = /<([A-Za-z_][\w.-]*)((?:[ \t\n]+[A-Za-z_][\w.-]*="[^"<&\r]*")*)[ \t\n]*(\/?)>/y;
const ATTRIBUTE = /([\w.-]+)="([^"]*)"/g;
const BLANK = /^[ \t\n]*$/;
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
const REFERENCES = /&(?:amp|lt|gt|quot|apos|#\d{1,6});/g;
/** Names that a parser may take for its own. */
const DELICATE = /^(?:__proto__|constructor|prototype|hasOwnProperty|toString|valueOf|__.*)$/i;
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
  readonly children: XmlElement[];
}

/** The text that a run of characters means; null = it is not plainly well formed. */
function meaning(raw: string): string | null {
  if (raw.includes('\r')) return null;
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(REFERENCES, '').includes('&') ? null : unescapeXml(raw);
}

/** Attributes without that of the namespace; null = one of them is there twice, or has a delicate name. */
function attributesOf(text: string): ReadonlyMap<string, string> | null {
  if (text === '') return NO_ATTRIBUTES;
  const names = new Set<string>();
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    if (names.has(name) || DELICATE.test(name)) return null;
    names.add(name);
    if (name !== 'xmlns') attributes.set(name, value);
  }
  return attributes;
}

/** The place of a reader in a text, and the elements around it, the innermost last. */
class PlainReader {
  readonly #text: string;
  readonly #around: Open[] = [];
  #at: number;

  constructor(text: string, begin: number) {
    this.#text = text;
    this.#at = begin;
  }

  /** The root; null where anything else than a plain document is met. */
  read(): XmlElement | null {
    for (;;) {
      const ended = this.#text.startsWith('</', this.#at) ? this.#close() : this.#open();
      if (ended === null) return null;
      if (ended === 'within') {
        if (!this.#takeText()) return null;
      } else return BLANK.test(this.#text.slice(this.#at)) ? ended : null;
    }
  }

  #open(): XmlElement | 'within' | null {
    OPENS.lastIndex = this.#at;
    const match = OPENS.exec(this.#text);
    const [whole = '', name = '', written = '', slash] = match ?? [];
    const attributes = attributesOf(written);
    const isPlain = match !== null && attributes !== null && !DELICATE.test(name);
    if (!isPlain || this.#around.length >= MOST_DEPTH) return null;
    this.#at += whole.length;
    const element = { name, attributes, text: '', children: [] };
    if (slash === '/') return this.#ended(element);
    this.#around.push(element);
    return 'within';
  }

  #close(): XmlElement | 'within' | null {
    const element = this.#around.pop();
    if (element === undefined) return null;
    const end = `</${element.name}>`;
    if (!this.#text.startsWith(end, this.#at)) return null;
    this.#at += end.length;
    return this.#ended(element);
  }

  #ended(element: Open): XmlElement | 'within' {
    const parent = this.#around.at(-1);
    if (parent === undefined) return element;
    parent.children.push(element);
    return 'within';
  }

  /** Takes text and CDATA up to the next tag; false where the text is not plain, or never ends. */
  #takeText(): boolean {
    const element = this.#around.at(-1);
    for (;;) {
      const next = this.#text.indexOf('<', this.#at);
      if (element === undefined || next === -1) return false;
      const said = meaning(this.#text.slice(this.#at, next));
      if (said === null) return false;
      element.text += said;
      this.#at = next;
      if (!this.#text.startsWith(CDATA, next)) return true;
      const end = this.#text.indexOf(CDATA_END, next);
      const literal = this.#text.slice(next + CDATA.length, end);
      if (end === -1 || literal.includes('\r')) return false;
      element.text += literal;
      this.#at = end + CDATA_END.length;
    }
  }
}

/**
 * The tree of a document that is written plainly, as a shop writes its answers: elements, attributes in
 * double quotes, text with the usual references, CDATA. Null for anything else, well formed or not: `parseXml`
 * judges it. What is read is the tree of the general parser.
 */
export function readPlainXml(text: string): XmlElement | null {
  const begin = BEGINS.exec(text);
  return begin === null ? null : new PlainReader(text, begin[0].length).read();
}
