import { nameKey } from './spellings.ts';
import { XmlFault } from './xml-document.ts';

/** A document taken apart: its records as they stand in it, and what is left of it without them. */
export interface CutDocument {
  readonly frame: string;
  /** Each from its `<` to its `>`, unchanged: what the archive keeps (I16). */
  readonly records: readonly string[];
}

/** Regions in which a `<` opens no element; each runs to its end mark. */
const ASIDE: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];
/** What a tag begins with, after its `<`. */
const OPENS_TAG = /[\p{L}_/]/u;
/** The name of a tag, without the prefix of its namespace. */
const TAG_NAME = /^(?:[^\s/:]+:)?([^\s/:]+)/;

/**
 * Past the region that begins here; null when an element or its end begins here. Throws when it never
 * ends.
 */
function pastAside(text: string, at: number): number | null {
  for (const [begin, end] of ASIDE) {
    if (!text.startsWith(begin, at)) continue;
    const last = text.indexOf(end, at + begin.length);
    if (last === -1) throw new XmlFault(`unclosed ${begin}`);
    return last + end.length;
  }
  if (text.startsWith('<!', at)) throw new XmlFault('document type');
  return null;
}

/** Past the `>` of the tag that begins here, quotes respected. */
function pastTag(text: string, at: number): number {
  for (let index = at + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '>') return index + 1;
    if (character === '"' || character === "'") {
      index = text.indexOf(character, index + 1);
      if (index === -1) break;
    }
  }
  throw new XmlFault('unclosed tag');
}

/**
 * What a tag does to the depth of elements of that name: 1 opens, -1 closes, 0 neither. `tag` without its
 * brackets.
 */
function stepOf(tag: string, name: string): 1 | 0 | -1 {
  const isClosing = tag.startsWith('/');
  const written = TAG_NAME.exec(isClosing ? tag.slice(1) : tag)?.[1];
  if (written === undefined || nameKey(written) !== name) return 0;
  return isClosing ? -1 : 1;
}

/**
 * Takes the elements of one name out of a document, without parsing what is in them: so one malformed
 * order spoils no other, and a catalogue of any size is parsed piece by piece. Throws an XmlFault when
 * the document is cut off.
 */
export function cutRecords(text: string, record: string): CutDocument {
  const name = nameKey(record);
  const records: string[] = [];
  const frame: string[] = [];
  let depth = 0;
  let recordStart = 0;
  let frameStart = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const past = pastAside(text, at);
    if (past !== null) {
      at = past;
      continue;
    }
    if (!OPENS_TAG.test(text.charAt(at + 1))) {
      // A bare sign in a text: only the record that it stands in is the worse for it.
      at += 1;
      continue;
    }
    const end = pastTag(text, at);
    const step = stepOf(text.slice(at + 1, end - 1), name);
    if (step === 1 && depth === 0) {
      frame.push(text.slice(frameStart, at));
      recordStart = at;
    }
    const isEmpty = step === 1 && text[end - 2] === '/';
    depth += isEmpty ? 0 : step;
    if (step !== 0 && depth === 0) {
      records.push(text.slice(recordStart, end));
      frameStart = end;
    }
    if (depth < 0) throw new XmlFault(`unexpected end of ${name}`);
    at = end;
  }
  if (depth !== 0) throw new XmlFault(`unclosed ${name}`);
  frame.push(text.slice(frameStart));
  return { frame: frame.join(''), records };
}
