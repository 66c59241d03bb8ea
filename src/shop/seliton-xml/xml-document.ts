import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { resolveEntities } from '../../model/html-text.ts';
import { readPlainXml } from './plain-xml.ts';
import { nameKey, spellingsOf } from './spellings.ts';
import type { XmlElement } from './xml-element.ts';
import { unescapeXml } from '../../lib/xml-text.ts';

/** Deeper than anything a shop writes; a document beyond it is refused. */
const MAX_DEPTH = 32;
const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';
const DOCTYPE = /<!doctype/i;
const CDATA_SECTION = /<!\[CDATA\[[\s\S]*?\]\]>/g;

/** A text that is no XML document that we take: malformed, cut, too deep, or with a document type. */
export class XmlFault extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'XmlFault';
  }
}

type Node = Readonly<Record<string, unknown>>;

// Entities are ours (`unescapeXml`) and numbers stay text: "007" is a code and "1.10" is money.
const OPTIONS = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: TEXT,
  cdataPropName: CDATA,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  maxNestedTags: MAX_DEPTH,
} as const;

/** Parses a whole document strictly. Throws an XmlFault for what is not well formed, and for any DOCTYPE. */
export function parseXml(text: string): XmlElement {
  return readPlainXml(text) ?? parseAnyXml(text);
}

/** `parseXml` by the general parser, whatever the document looks like. */
export function parseAnyXml(text: string): XmlElement {
  refuseDoctype(text);
  let nodes: readonly Node[];
  try {
    const verdict = XMLValidator.validate(text);
    if (verdict !== true) throw new XmlFault(verdict.err.msg);
    nodes = new XMLParser(OPTIONS).parse(text) as readonly Node[];
  } catch (error) {
    throw error instanceof XmlFault ? error : new XmlFault(error instanceof Error ? error.message : 'xml');
  }
  const [root] = nodes.flatMap(elementOf);
  if (root === undefined) throw new XmlFault('no element');
  return root;
}

/**
 * A document type could define entities that grow without end; no shop's answer has one. Inside a CDATA
 * section the same words are only a product's description.
 */
function refuseDoctype(text: string): void {
  if (DOCTYPE.test(text) && DOCTYPE.test(text.replace(CDATA_SECTION, '')))
    throw new XmlFault('document type');
}

function elementOf(node: Node): readonly XmlElement[] {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
  if (name === undefined || name === TEXT || name === CDATA) return [];
  const content = node[name] as readonly Node[];
  const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>);
  return [
    {
      name,
      attributes: new Map(attributes.map(([key, value]) => [key, unescapeXml(value)])),
      text: content.map(textOf).join(''),
      children: content.flatMap(elementOf),
    },
  ];
}

function textOf(node: Node): string {
  if (TEXT in node) return unescapeXml(String(node[TEXT]));
  if (!(CDATA in node)) return '';
  return (node[CDATA] as readonly Node[]).map((part) => String(part[TEXT] ?? '')).join('');
}

/** Whether an element is what we know by that name, however the shop spells it. */
export function isNamed(element: XmlElement, name: string): boolean {
  return spellingsOf(name).includes(nameKey(element.name));
}

/**
 * The first child of that name; undefined when there is none. The likeliest spelling that is there counts,
 * in any letter case: a child under our own name goes before one under another.
 */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  for (const spelling of spellingsOf(name)) {
    const found = element.children.find((child) => nameKey(child.name) === spelling);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The element at the end of a path of child names; undefined when a step is missing. */
export function elementAt(element: XmlElement, path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => childOf(at, name), element);
}

/**
 * Trimmed text of the first child of that name, '' when it is absent or empty. Entities of HTML are resolved
 * too: a shop may keep its texts as HTML and escape them once more for XML.
 */
export function childText(element: XmlElement | undefined, name: string): string {
  return resolveEntities(childOf(element, name)?.text ?? '').trim();
}

/** The first element of that name in the tree, itself included, in document order. */
export function findElement(element: XmlElement, name: string): XmlElement | undefined {
  if (isNamed(element, name)) return element;
  for (const child of element.children) {
    const found = findElement(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
