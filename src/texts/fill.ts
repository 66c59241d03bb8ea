import type { ErrorFacts } from '../model/sync-error.ts';
import { BLANK, grouped } from './digits.ts';

/** `{name}`, `{name|one|other}`, `{name?one|other}`. */
const PLACE = /\{(\w+)(?:([|?])([^{}|]+)\|([^{}|]+))?\}/g;

function isOne(value: string | number): boolean {
  return String(value) === '1';
}

/** A number that counts something, its thousands apart; what is written already stands as it is. */
function count(value: string | number, noun: string): string {
  const isWhole = typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return isWhole ? grouped(String(value), /\p{Script=Cyrillic}/u.test(noun) ? 'bg' : 'en') : String(value);
}

/**
 * A text with its facts filled in; a fact that is not there leaves its place visible, so that a test finds it.
 * A place may count: `{days|ден|дни}` is `1 ден`, `2 дни`, and `{days?остава|остават}` the word alone that goes with so
 * many of them.
 */
export function fill(text: string, facts: ErrorFacts = {}): string {
  return text.replace(PLACE, (place, name: string, kind?: string, one = '', other = '') => {
    const value = facts[name];
    if (value === undefined || kind === undefined) return String(value ?? place);
    const word = isOne(value) ? one : other;
    return kind === '?' ? word : `${count(value, word)}${BLANK}${word}`;
  });
}

/** Names of the places in a text. */
export function placeholders(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1] ?? '');
}

/** A text as documents show it: the names of its places, with the forms that go with many. */
export function inMany(text: string): string {
  return text.replace(PLACE, (place, name: string, kind?: string, _one = '', other = '') => {
    if (kind === undefined) return place;
    return kind === '?' ? other : `{${name}} ${other}`;
  });
}

/** A text without its places: its own words, with the forms that stand after numbers. */
export function ownWords(text: string): string {
  return text.replace(PLACE, (_place, _name, kind?: string, one = '', other = '') =>
    kind === undefined ? '' : `${one} ${other}`,
  );
}
