import { stripVTControlCharacters } from 'node:util';

/** Marks that turn what follows, hide it or end its line: an address could look like another. */
const HIDDEN = /[\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** A foreign text on one line: it neither moves a terminal's cursor nor turns or hides what stands there. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(HIDDEN, '')
    .replace(/\p{Cc}+/gu, ' ');
}

/** A value as JSON on one line: what a terminal would obey is escaped, so that the value stays the same. */
export function plainJson(value: unknown): string {
  const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value)
    .replace(HIDDEN, escaped)
    .replace(/[\u007F-\u009F]/gu, escaped);
}
