import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pageWords } from './page.ts';
import { textsOf } from './text.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** All code of a folder that is no test and no text, as one string. */
function codeOf(folder: string): string {
  return (
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.(?:test|contract)\.ts$/.test(path))
      // The lists of texts name every one of them.
      .filter((path) => folder !== 'src' || !/^texts\/(?:texts|bg|en|(?:bg|en)\/.*)\.ts$/.test(path))
      .map((path) => readFileSync(`${ROOT}${folder}/${path}`, 'utf8'))
      .join('\n')
  );
}

/** Beginnings that code puts keys together from: `plan.` of `${…}` behind it. */
function beginningsIn(code: string): readonly string[] {
  return [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, beginning = '']) => beginning);
}

function isNamed(code: string, key: string): boolean {
  return code.includes(`'${key}'`);
}

/** Words that code takes out of a place by their names: `const { title, stage: at } = words.orders`. */
function takenWords(code: string): ReadonlySet<string> {
  const taken = [...code.matchAll(/\{([^{}]*)\}\s*=\s*words\s*\.(\w+)/g)];
  return new Set(
    taken.flatMap(([, names = '', place = '']) =>
      names.split(',').map((name) => `${place}.${name.split(':')[0]?.trim() ?? ''}`),
    ),
  );
}

/** Words of the page that nothing shows: neither written out as `place.word` nor quoted or taken by its name. */
function unusedWords(code: string, words: Readonly<Record<string, object>>): readonly string[] {
  const taken = takenWords(code);
  return Object.entries(words).flatMap(([place, ofPlace]) =>
    Object.keys(ofPlace)
      .filter((word) => !taken.has(`${place}.${word}`))
      .filter(
        (word) => !new RegExp(`\\b${place}\\s*\\??\\.\\s*${word}\\b`).test(code) && !isNamed(code, word),
      )
      .map((word) => `${place}.${word}`),
  );
}

/** Words that the page asks for and that there are not. */
function missingWords(code: string, words: Readonly<Record<string, object>>): readonly string[] {
  return [...code.matchAll(/\bwords\s*\.(\w+)\s*\.(\w+)/g)]
    .filter(([, place = '', word = '']) => place in words && !(word in (words[place] ?? {})))
    .map(([, place, word]) => `${place}.${word}`);
}

/** Texts of the program whose key nothing in it writes, whole or by its beginning. */
function unusedTexts(code: string, keys: readonly string[]): readonly string[] {
  const beginnings = beginningsIn(code);
  return keys.filter(
    (key) =>
      !isNamed(code, key) &&
      !new RegExp(`\\b(?:phrases|commands)\\.${key}\\b`).test(code) &&
      !beginnings.some((begin) => key.startsWith(begin)),
  );
}

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Names of words that say the same in both languages, those of one text in one line. */
function saidTwice(bulgarian: Words, english: Words): readonly string[] {
  const names = new Map<string, string>();
  for (const [place, words] of Object.entries(bulgarian))
    for (const [word, text] of Object.entries(words)) {
      const both = `${text} | ${english[place]?.[word] ?? ''}`;
      const before = names.get(both);
      names.set(both, before === undefined ? `${place}.${word}` : `${before} ${place}.${word}`);
    }
  return [...names.values()].filter((line) => line.includes(' '));
}

/** Said alike, and of another thing each: a column and a field, a kind and a step. Any other text stands once. */
const ALIKE: readonly string[] = [
  'everywhere.name goods.name',
  'everywhere.all firm.allServers',
  'everywhere.line goods.good',
  'everywhere.quantity goods.quantity',
  'everywhere.order firstRun.document19',
  'shell.setup firstRun.run',
  'shell.server settings.server',
  'shell.findShort firm.find',
  'servers.never orders.stepAhead unp.notInShopYet',
  'servers.warehouse goods.here firstRun.warehouse',
  'servers.shop goods.there firstRun.shop firstRun.newServer',
  'home.byHand firm.everyNever',
  'home.today orders.today',
  'home.orders firm.fieldOrders',
  'home.ordersOne firm.kindOrder',
  'plan.field goods.field',
  'orders.fromDay runs.from',
  'orders.code goods.code',
  'orders.openShop attention.openShop',
  'runs.by runs.trigger',
  'runs.result runs.end',
  'settings.scheduleHour firm.everyHour',
  'firm.newPassword firm.resetPassword',
];

describe('texts are used, and those that are used are there', () => {
  // Files that the page offers have its words for heads.
  const web = codeOf('web') + codeOf('src/http');
  const program = codeOf('src');
  const { phrases, commands } = textsOf('bg');
  const { names: _names, ...words } = pageWords('bg');

  it('of the page', () => {
    expect({ unused: unusedWords(web, words), missing: missingWords(web, words) }).toEqual({
      unused: [],
      missing: [],
    });
  });

  it('of the program', () => {
    const keys = [...Object.keys(phrases), ...Object.keys(commands)];
    expect(unusedTexts(program, keys)).toEqual([]);
  });

  it('of the page, each once', () => {
    const { names: _englishNames, ...english } = pageWords('en');
    expect(saidTwice(words as Words, english as Words).filter((line) => !ALIKE.includes(line))).toEqual([]);
  });

  it('each kind of fault is found', () => {
    const orders = { orders: { title: '', stage: '', total: '', day: '', hour: '' } };
    const code =
      "words.orders.title; words[place]['stage']; words.orders.sum; f(`counts.${kind}`); f('plan.title'); const { day, hour: h } = words.orders;";
    expect(unusedWords(code, orders)).toEqual(['orders.total']);
    expect(missingWords(code, orders)).toEqual(['orders.sum']);
    const place = { orders: { title: 'Поръчки' }, shell: { orders: 'Поръчки', goods: 'Стоки' } };
    expect(saidTwice(place, place)).toEqual(['orders.title shell.orders']);
    expect(unusedTexts(code, ['counts.new', 'plan.title', 'plan.more'])).toEqual(['plan.more']);
  });
});
