import { SyncError } from '../../model/sync-error.ts';
import { cutRecords } from './cut-records.ts';
import { parseXml, XmlFault } from './xml-document.ts';
import type { XmlElement } from './xml-element.ts';

/** An answer of the XML API: the document without its records, and the records as received. */
export interface XmlAnswer {
  readonly frame: XmlElement;
  readonly records: readonly string[];
}

const LOST = /\ufffd/gu;
const READ = /[^\p{ASCII}\ufffd]/gu;

/**
 * True when more letters of a body were lost in decoding it than were read: it was in a charset that it does
 * not declare. A name is better not taken than taken without its letters; a single lost sign is the shop's own.
 */
export function findLostLetters(text: string): boolean {
  if (!text.includes('\ufffd')) return false;
  return (text.match(LOST)?.length ?? 0) > (text.match(READ)?.length ?? 0);
}

/** Tags with which PHP decorates its warnings. */
const DECORATION = /<\/?(?:br|b|p|pre|font|div|span|table|tr|td|th|i|strong)\b[^<>]*>/gi;
const DECLARATION = '<?xml ';

/**
 * The document without the warnings of PHP before its declaration. Anything that is an element of its own
 * before it is no noise, and stays.
 */
export function withoutNoise(text: string): string {
  const start = text.indexOf(DECLARATION);
  if (start <= 0) return text;
  return text.slice(0, start).replace(DECORATION, '').includes('<') ? text : text.slice(start);
}

/**
 * Takes an answer apart. `record` names the elements to be kept as text, each to be read by itself; null
 * keeps none. Throws `shop.answer.unreadable` when the document is cut, malformed or has a document type.
 */
export function parseAnswer(
  text: string,
  record: string | null,
  about: { readonly address: string; readonly what: string },
): XmlAnswer {
  try {
    if (record === null) return { frame: parseXml(text), records: [] };
    const { frame, records } = cutRecords(text, record);
    return { frame: parseXml(frame), records };
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    const { address, what } = about;
    throw new SyncError('shop.answer.unreadable', { address, what }, { cause: error });
  }
}
