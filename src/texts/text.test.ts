import { describe, expect, it } from 'vitest';
import type { ErrorFacts } from '../model/sync-error.ts';
import { ERROR_CODES } from '../model/error-codes.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import { SETTINGS, SETTING_KEYS } from '../model/settings.ts';
import type { Setting } from '../model/setting-kinds.ts';
import { FORMAT as BG_FORMAT } from './bg/format.ts';
import { FORMAT as EN_FORMAT } from './en/format.ts';
import { MONEY } from './facts.ts';
import { ownWords } from './fill.ts';
import { pageWords } from './page.ts';
import {
  errorText,
  fill,
  noticeText,
  numberedLabel,
  placeholders,
  textsOf,
  wordMeaningText,
} from './text.ts';
import { COMMAND_TEXTS, PHRASES } from './texts.ts';

/** Places that hold no number, before words that are nouns elsewhere. */
const TEXTS = new Set(['address', 'engine']);
/** Between something that is counted already and what goes with it. */
const BETWEEN = new Set(['with', 'without']);

const LANGUAGES = [textsOf('bg'), textsOf('en')];

/** Every text of a language with the way to it. */
function everyText(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) =>
    everyText(inner, `${path}.${key}`),
  );
}

describe('texts', () => {
  it('a command of a remedy is typed as it stands, also for a name that has a space or a quote', () => {
    const said = LANGUAGES.flatMap((texts) =>
      Object.keys(ERROR_CODES).flatMap((key) => {
        const code = key as ErrorCode;
        const facts = Object.fromEntries(ERROR_CODES[code].facts.map((fact) => [fact, 'две "думи"']));
        const { remedy } = errorText(texts, { code, facts });
        const commands = texts.errors[code].remedy.match(/skladbridge [^“”"]*\{[^“”"]*/g) ?? [];
        return commands.map((command) => [command, remedy] as const);
      }),
    );
    expect(said.length).toBeGreaterThan(15);
    for (const [command, remedy] of said)
      expect(remedy).toContain(command.replaceAll(/\{\w+\}/g, () => '"две \\"думи\\""'));
    const facts = { profile: 'Магазин', identity: 'другият', other: 'другият магазин' };
    const { remedy } = errorText(textsOf('bg'), { code: 'run.firstNeedsPlan', facts });
    expect(remedy).toContain('„skladbridge plan Магазин“');
  });

  it('no text is empty, both languages have the same ones', () => {
    const [bg, en] = LANGUAGES.map((texts) => everyText(texts, ''));
    expect(bg?.map(([path]) => path).sort()).toEqual(en?.map(([path]) => path).sort());
    for (const [path, text] of [...(bg ?? []), ...(en ?? [])]) expect(text.trim(), path).not.toBe('');
    expect([PHRASES.length, COMMAND_TEXTS.length].every((count) => count > 50)).toBe(true);
  });

  it('a place that counts has its number, its thousands apart, and the form that goes with it', () => {
    const [kept, left] = ['пази се {days|ден|дни}', '{n?остава|остават} {n} от {all|order|orders}'];
    expect([1, '1', 0, 21].map((days) => fill(kept, { days }))).toEqual([
      'пази се 1\u00a0ден',
      'пази се 1\u00a0ден',
      'пази се 0\u00a0дни',
      'пази се 21\u00a0дни',
    ]);
    expect(fill(left, { n: 1, all: 20_000 })).toBe('остава 1 от 20,000\u00a0orders');
    expect(fill(left, { n: 2, all: '20 000' })).toBe('остават 2 от 20 000\u00a0orders');
    expect([fill(kept), placeholders(left)]).toEqual([kept, ['n', 'n', 'all']]);
  });

  it('no number stands before a noun in the plural alone: one day is no “1 days” (issue 15, point 11)', () => {
    for (const language of ['bg', 'en'] as const) {
      const { counted } = language === 'bg' ? BG_FORMAT : EN_FORMAT;
      const all = [...everyText(textsOf(language), ''), ...everyText(pageWords(language), 'page')];
      const forms = all.flatMap(([, text]) =>
        [...text.matchAll(/\{\w+\|[^|]+\|([^}]+)\}/g)].map((m) => m[1] ?? ''),
      );
      const plurals = new Set([...forms, ...Object.values(counted).map(([, other]) => other)]);
      const uncounted = all.filter(([, text]) =>
        [...text.matchAll(/\{(\w+)\}[ \u00a0]([^{.,;:()]+)/g)].some(([, name = '', behind = '']) => {
          const [first = '', second = ''] = behind.split(/\s+/);
          const isNoun =
            plurals.has(first) || (first.length > 3 && !BETWEEN.has(first) && plurals.has(second));
          return isNoun && !TEXTS.has(name);
        }),
      );
      expect(uncounted).toEqual([]);
    }
  });

  it('why something does not answer is said in words, with the code for whoever looks it up', () => {
    const away = { code: 'shop.unreachable', facts: { address: 'shop.bg', reason: 'ECONNREFUSED' } } as const;
    expect(LANGUAGES.map((texts) => errorText(texts, away).what)).toEqual([
      'Магазинът shop.bg не отговаря (връзката е отказана, ECONNREFUSED).',
      'The shop shop.bg does not answer (the connection is refused, ECONNREFUSED).',
    ]);
    const say = (problem: string): string =>
      errorText(textsOf('bg'), { code: 'plan.file.malformed', facts: { file: 'x', problem } }).what;
    // A place may be called as a code is; a value stands as it was written.
    expect(['SQLITE_NOTADB', 'format: invalid_type', 'notNumber: 1,5', 'odd: words'].map(say)).toEqual([
      'Файлът x не е план: файлът не е база данни, SQLITE_NOTADB.',
      'Файлът x не е план: format: стойност от друг вид.',
      'Файлът x не е план: не е число: 1,5.',
      'Файлът x не е план: odd: words.',
    ]);
    const other = { code: 'shop.unreachable', facts: { address: 'shop.bg', reason: 'EODD' } } as const;
    expect(errorText(textsOf('bg'), other).what).toBe('Магазинът shop.bg не отговаря (EODD).');
  });

  it('an error’s texts use only its own facts', () => {
    for (const texts of LANGUAGES) {
      for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
        const facts: readonly string[] = ERROR_CODES[code].facts;
        const used = [...placeholders(texts.errors[code].what), ...placeholders(texts.errors[code].remedy)];
        expect(
          used.filter((name) => !facts.includes(name)),
          code,
        ).toEqual([]);
      }
    }
  });

  it('every sum has its currency (issue 15, point 11)', () => {
    // An order that cannot be read is told with the sum as the shop wrote it, currency and all.
    const itself = new Set(['order.numberless']);
    const bare = (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => {
      const facts: readonly string[] = ERROR_CODES[code].facts;
      const sums = facts.filter(
        (name) => MONEY.includes(name) || (code.includes('.price.') && ['before', 'after'].includes(name)),
      );
      return sums.length > 0 && !facts.includes('currency') && !itself.has(code);
    });
    expect(bare).toEqual([]);
    const say = (code: ErrorCode, facts: ErrorFacts) => errorText(textsOf('bg'), { code, facts }).what;
    const sums = { order: 9, document: '2/9', expected: '2', found: '0.5', currency: 'EUR' };
    for (const code of [
      'order.tax.differs',
      'warehouse.api.wouldNotAddUp',
      'warehouse.api.documentDiffers',
      'warehouse.document.doesNotAddUp',
    ] as const)
      expect(say(code, sums)).toMatch(/0,50\u00a0€.*2,00\u00a0€|2,00\u00a0€.*0,50\u00a0€/);
    const price = { good: 4, name: 'Чаша', before: '10', after: '1202.5', currency: 'BGN' };
    expect(say('good.price.dropped', price)).toContain('от 10,00\u00a0лв. на 1\u00a0202,50\u00a0лв.');
    expect(say('good.price.bad', { ...price, price: '0' })).toContain('„0,00\u00a0лв.“');
    expect(say('order.numberless', { total: '12.5 EUR' })).toContain('за 12,50\u00a0€');
    const rounded = { count: 1, name: 'Чаша', price: '1.234 BGN', sent: '0.63 EUR' };
    expect(noticeText(textsOf('bg'), { code: 'notice.prices.rounded', facts: rounded })).toContain(
      'Цените на 1\u00a0стока имат повече от два знака и се изпращат закръглени до стотинка, например „Чаша“: 1,234\u00a0лв. → 0,63\u00a0€.',
    );
    // Without a currency they are counts, and values of any field.
    expect(say('orders.fewer', { now: 5, before: 7 })).toContain('а преди – 7');
    const sent = { what: 'A1', sent: '10.5', found: '11', currency: 'EUR' };
    const told = ['price', 'quantity', 'code'].map((field) => say('shop.write.notKept', { ...sent, field }));
    expect(told.map((text) => text.split(', ').slice(1).join(', '))).toEqual([
      'поле цена – изпратено „10,50\u00a0€“, там стои „11,00\u00a0€“.',
      'поле количество – изпратено „10,5“, там стои „11“.',
      'поле код – изпратено „10.5“, там стои „11“.',
    ]);
  });

  it('English numbers with “no.”, also what the program keeps with „№“', () => {
    const all = [...everyText(textsOf('en'), ''), ...everyText(pageWords('en'), 'page')];
    // What the note of a document says stands there in any language.
    expect(all.filter(([, text]) => text.replace('"Seliton №{order} …"', '').includes('№'))).toEqual([]);
    const [bg, en] = [textsOf('bg'), textsOf('en')];
    const labels = ['№ 16', '№ 16 (УНП 1)', 'A №1 Чаша', '№ на поръчка'];
    expect(labels.map((label) => numberedLabel(label, en))).toEqual([
      'No. 16',
      'No. 16 (УНП 1)',
      ...labels.slice(2),
    ]);
    expect(labels.map((label) => numberedLabel(label, bg))).toEqual(labels);
    expect(wordMeaningText(en, '7')).toBe('PaymentTypes No. 7');
    const facts = { record: '№ 16', reason: 'order.cancelled' };
    expect(noticeText(en, { code: 'notice.order.notImported', facts })).toContain('No. 16');
  });

  it('every value of a choice has its word', () => {
    for (const texts of LANGUAGES) {
      for (const key of SETTING_KEYS) {
        const { options = [] } = SETTINGS[key] as Setting<unknown>;
        const isPlain = key === 'language';
        if (!isPlain)
          for (const option of options)
            expect(texts.choices[`${key}.${option}`], `${key}.${option}`).toBeDefined();
      }
    }
  });

  it('no Latin look-alike hides in a Bulgarian word', () => {
    for (const [path, text] of everyText(textsOf('bg'), '')) {
      const mixed = ownWords(text).match(/[А-я]+[A-Za-z]+|[A-Za-z]+[А-я]+/g) ?? [];
      expect(mixed, path).toEqual([]);
    }
  });

  it('the labels are those of the manual (S7..S23)', () => {
    const { settings, secrets } = textsOf('bg');
    expect(
      [
        settings.operator,
        settings.export,
        settings.import,
        settings.groups,
        settings.location,
        settings.importGoods,
        settings.documentType,
        settings.shopAddress,
        settings.username,
        secrets.secret,
        settings.deviceSerial,
      ].map((text) => text.label),
    ).toEqual([
      'Активен потребител в Склад Pro',
      'Експорт от Склад Pro',
      'Импорт от Seliton',
      'Групи от стоки',
      'Обект за операции',
      'Изтегляне на стоки от Seliton',
      'Вид на документа',
      'Адрес на документа',
      'Потребителско име',
      'Таен ключ',
      'Сериен номер на касов апарат',
    ]);
  });

  it('settings are named by their labels and what they take in words, never by a key of the program', () => {
    const say = (code: 'settings.missing' | 'settings.badValue' | 'secrets.notSet', facts: ErrorFacts) => {
      const { what, remedy } = errorText(textsOf('bg'), { code, facts });
      return `${what} ${remedy}`;
    };
    expect(say('settings.missing', { key: 'location' })).toContain('„Обект за операции“');
    const bad = { key: 'requestsAtOnce', value: '0', expected: 'wholeNumber ≥ 1' };
    expect(say('settings.badValue', bad)).toContain('Очаква се: цяло число ≥ 1.');
    expect(say('secrets.notSet', { name: 'secret' })).toContain('„Таен ключ“');
    expect(say('settings.badValue', { ...bad, expected: 'xml | rest' })).toContain('xml | rest');
  });

  it('a fact that is not there leaves its place visible', () => {
    expect(fill('от {a} до {b}', { a: 1 })).toBe('от 1 до {b}');
  });
});
