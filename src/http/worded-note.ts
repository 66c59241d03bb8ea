import { causeNamed } from '../model/attention-causes.ts';
import type { ChangeNote } from '../model/setting-change.ts';
import type { Setting } from '../model/setting-kinds.ts';
import { isSettingKey, SECRETS, SETTINGS } from '../model/settings.ts';
import { WORD_KINDS } from '../model/shop-words.ts';
import type { WordMeaning } from '../model/shop-words.ts';
import { fill } from '../texts/fill.ts';
import { pageWords } from '../texts/page.ts';
import { textsOf, wordMeaningText } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';
import type { Texts } from '../texts/texts.ts';

/** What a person has changed or answered, in words; null = there was, or is, nothing. */
export interface WordedNote {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Values = Pick<WordedNote, 'before' | 'after'>;

/** A value as JSON has it; one that was cut for the log stays as it stands. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** One value of a setting: a choice by its word, a record by its number, yes and no. */
function plainValue(key: string, kind: Setting<unknown>['kind'], value: unknown, texts: Texts): string {
  if (value === true || value === false) return texts.phrases[value ? 'yes' : 'no'];
  const text = String(value);
  if (kind === 'choice' || kind === 'choices') return texts.choices[`${key}.${text}`] ?? text;
  const isRecord = !['text', 'wholeNumber', 'decimal', 'schedule', 'amountsByGroup'].includes(kind);
  return isRecord ? fill(texts.notes.numbered, { number: text }) : text;
}

/** A setting's value from the log, as the form shows it. */
function settingValue(key: string, text: string | null, texts: Texts): string | null {
  if (text === null || text === 'null' || !isSettingKey(key)) return text === 'null' ? null : text;
  const { kind } = SETTINGS[key] as Setting<unknown>;
  if (kind === 'text' || kind === 'schedule') return text;
  const value = parsed(text);
  if (Array.isArray(value)) return value.map((each) => plainValue(key, kind, each, texts)).join(', ');
  if (typeof value !== 'object' || value === null) return plainValue(key, kind, value, texts);
  return Object.entries(value)
    .map(([group, amount]) => `${fill(texts.notes.numbered, { number: group })}: ${String(amount)}`)
    .join(', ');
}

function bothValues({ before, after }: Values, word: (text: string) => string | null): Values {
  return { before: before === null ? null : word(before), after: after === null ? null : word(after) };
}

/** A number behind a word of ours, such as `order:92`. */
function numberIn(text: string): string {
  return /\d+/.exec(text)?.[0] ?? text;
}

function wordedWord({ field, ...values }: ChangeNote, texts: Texts): WordedNote {
  const [, kindText = '', word = ''] = /^(\w+): (.*)$/s.exec(field) ?? [];
  const kind = WORD_KINDS.find((each) => each === kindText);
  const meaning = (text: string): string => wordMeaningText(texts, text as WordMeaning);
  return {
    what: kind === undefined ? field : `${texts.wordKinds[kind]}: ${word || texts.arithmetic['several']}`,
    ...bothValues(values, meaning),
  };
}

function wordedLink({ field, ...values }: ChangeNote, texts: Texts): WordedNote {
  const { good, product, unlinked } = texts.notes;
  const linked = bothValues(values, (text) => fill(product, { number: numberIn(text) }));
  return { what: fill(good, { number: numberIn(field) }), ...linked, after: linked.after ?? unlinked };
}

function wordedOrder({ field, ...values }: ChangeNote, texts: Texts): WordedNote {
  const { order, declined, admitted, refund } = texts.notes;
  const what = fill(order, { number: numberIn(field) });
  if (field.endsWith(' decline'))
    return {
      what,
      before: null,
      after: values.after === null ? admitted : fill(declined, { why: values.after }),
    };
  const ways: Readonly<Record<string, string>> = texts.refundWays;
  const way = (text: string): string => fill(refund, { way: ways[text] ?? text });
  return { what, ...bothValues(values, way) };
}

function wordedAttention({ field, before, after }: ChangeNote, language: Language): WordedNote {
  const { notes, stages } = textsOf(language);
  const cause = causeNamed(field);
  const names: Readonly<Record<string, string>> = pageWords(language).names.causes;
  const order = /^order:(\d+)/.exec(field)?.[1];
  const subject = order === undefined ? field : fill(notes.order, { number: order });
  const what = field === 'missing' ? stages.missing : cause === null ? subject : (names[cause] ?? cause);
  const [, kind = '', why = ''] = /^(dismiss|show|again|released)(?:: (.*))?$/s.exec(after ?? '') ?? [];
  const said: Readonly<Record<string, string>> = {
    again: notes.again,
    released: notes.again,
    show: notes.show,
    dismiss: fill(notes.dismissed, { why }),
  };
  const answer = field === 'missing' ? notes.decided : (said[kind] ?? after);
  // Behind the number stand the orders that it was of.
  const count = before === null ? null : fill(notes.count, { count: Number.parseInt(before, 10) });
  return { what, before: count, after: answer };
}

function wordedPair({ field, ...values }: ChangeNote, texts: Texts): WordedNote {
  const { answer, fromHere } = texts.notes;
  const said: Readonly<Record<string, string>> = texts.notes;
  if (field === 'importFromHere')
    return {
      what: fromHere,
      ...bothValues(values, (text) => (text === '0' ? '–' : fill(texts.notes.numbered, { number: text }))),
    };
  return { what: answer, ...bothValues(values, (text) => said[text] ?? text) };
}

/** What was changed or answered, in the language of whoever asks. */
export function wordedChangeNote(note: ChangeNote, language: Language): WordedNote {
  const texts = textsOf(language);
  const { kind, field, before, after } = note;
  switch (kind) {
    case 'setting': {
      const what = isSettingKey(field) ? texts.settings[field].label : field;
      return { what, ...bothValues(note, (text) => settingValue(field, text, texts)) };
    }
    case 'secret': {
      const secret = SECRETS.find((name) => name === field);
      return { what: secret === undefined ? field : texts.secrets[secret].label, before, after };
    }
    case 'word':
      return wordedWord(note, texts);
    case 'link':
      return wordedLink(note, texts);
    case 'order':
      return wordedOrder(note, texts);
    case 'attention':
      return wordedAttention(note, language);
    case 'pair':
      return wordedPair(note, texts);
    case 'profile':
    case 'account':
    case 'backup':
    case 'erasure':
    case 'reporting':
      return { what: field, before, after };
  }
}
