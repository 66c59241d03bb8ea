import type { ShopWord, WordMeaning } from '../model/shop-words.ts';
import type { NoticeCode } from '../model/notice.ts';
import { ERROR_CODES } from '../model/error-codes.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { ErrorFacts } from '../model/sync-error.ts';
import { BG } from './bg.ts';
import { EN } from './en.ts';
import { writtenFacts } from './facts.ts';
import { fieldValue } from './field-value.ts';
import { fill } from './fill.ts';
import { formatMoment } from './format.ts';
import type { Language } from './language.ts';
import { fillCommands } from './shell-word.ts';
import type { ErrorText, Texts } from './texts.ts';

export { fill, placeholders } from './fill.ts';
export { LANGUAGES } from './language.ts';
export type { Language } from './language.ts';

/** Every text of a language. */
export function textsOf(language: Language): Texts {
  return language === 'bg' ? BG : EN;
}

/** What happened and what to do, with the facts filled in (spec section 7). */
export function errorText(
  texts: Texts,
  error: { readonly code: ErrorCode; readonly facts: ErrorFacts },
): ErrorText {
  const { remedy, what: happened } = texts.errors[error.code];
  const facts = {
    ...writtenFacts(wordedFacts(texts, error), texts.language),
    ...fieldFacts(texts, error.facts),
  };
  const of: readonly string[] = ERROR_CODES[error.code].facts;
  // Whose texts name no setting are told with the one that they were found at.
  const what = facts['key'] === undefined || of.includes('key') ? happened : `{key}: ${happened}`;
  // A remedy may be a command, which takes a name as the program spells it.
  const { name = '' } = error.facts;
  return { what: fill(what, facts), remedy: fillCommands(remedy, { ...facts, name }) };
}

/** Codes of systems are told in words first, and stay for whoever looks them up; names of ours are words alone. */
function codeWords(texts: Texts, code: string): string | null {
  const words = texts.faultWords[code];
  if (words === undefined) return null;
  return /^[A-Z\d]{5}$|^[A-Z][A-Z_\d]{4,}$/.test(code) ? `${words}, ${code}` : words;
}

/** Also of `place: code`, whose place may be called as a code is, and of `code: value`. */
function faultWords(texts: Texts, said: string): string {
  const at = said.lastIndexOf(': ');
  const [place, code] = [said.slice(0, Math.max(at, 0)), said.slice(at === -1 ? 0 : at + 2)];
  const words = codeWords(texts, code);
  if (at === -1) return words ?? said;
  return words === null ? `${codeWords(texts, place) ?? place}: ${code}` : `${place}: ${words}`;
}

/** Settings by their labels, and what they take in words: nobody is told a key of the program. */
function wordedFacts(
  texts: Texts,
  { code, facts }: { readonly code: ErrorCode; readonly facts: ErrorFacts },
): ErrorFacts {
  const { key, expected, name, reason, problem, record } = facts;
  const labels: Readonly<Record<string, { readonly label: string }>> = {
    ...texts.secrets,
    ...texts.settings,
  };
  const kinds: Readonly<Record<string, string>> = texts.expectations;
  const [kind = '', ...bound] = String(expected).split(' ');
  const words = kinds[kind];
  return {
    ...facts,
    ...(record === undefined ? {} : { record: numberedLabel(String(record), texts) }),
    ...(reason === undefined ? {} : { reason: faultWords(texts, String(reason)) }),
    ...(problem === undefined ? {} : { problem: faultWords(texts, String(problem)) }),
    ...(key === undefined ? {} : { key: labels[key]?.label ?? key }),
    ...(code === 'secrets.notSet' && name !== undefined ? { name: labels[name]?.label ?? name } : {}),
    ...(expected === undefined || words === undefined ? {} : { expected: [words, ...bound].join(' ') }),
  };
}

/** A field of a product and its two values, as a change tells them. */
function fieldFacts(texts: Texts, { field, sent, found, currency = '' }: ErrorFacts): ErrorFacts {
  if (field === undefined || sent === undefined || found === undefined) return {};
  const said = (value: string | number): string =>
    fieldValue(String(field), String(value), texts, String(currency));
  return { field: texts.fields[field] ?? field, sent: said(sent), found: said(found) };
}

/**
 * A label that is a record's number, or begins with it, as the language writes it; the program keeps it as
 * „№ 16“.
 */
export function numberedLabel(label: string, texts: Texts): string {
  return label.replace(/^№ (\d+)(?=$| \()/, (_label, number: string) =>
    fill(texts.notes.numbered, { number }),
  );
}

/** Why a record is not handled, in words; a reason that has none stands as it is. */
export function reasonText(texts: Texts, reason: string): string {
  const worded: Readonly<Record<string, string>> = { ...texts.reasons };
  return worded[reason] ?? reason;
}

/** Something worth telling, in words: facts that are codes, too. */
export function noticeText(
  texts: Texts,
  notice: { readonly code: NoticeCode; readonly facts: ErrorFacts },
): string {
  const { reason, task, record } = notice.facts;
  const tasks: Readonly<Record<string, string>> = texts.tasks;
  return fill(texts.notices[notice.code], {
    ...writtenFacts(notice.facts, texts.language),
    ...(typeof record === 'string' ? { record: numberedLabel(record, texts) } : {}),
    ...(typeof reason === 'string' ? { reason: reasonText(texts, reason) } : {}),
    ...(typeof task === 'string' ? { task: tasks[task] ?? task } : {}),
  });
}

/** Which currency the compared prices speak of; null when nothing could be compared. */
export function pricesText(
  texts: Texts,
  prices: {
    readonly compared: number;
    readonly reading: 'same' | 'shopInLeva' | 'shopInEuro' | 'unclear';
    readonly counts: Readonly<Record<string, number>>;
  } | null,
): string | null {
  if (prices === null || prices.compared === 0) return null;
  const { compared, reading, counts } = prices;
  return fill(texts.phrases[`test.prices.${reading}`], { compared, count: counts[reading] ?? 0 });
}

/** What open orders that are too old still hold; null where there are none. */
export function agedOrdersText(
  texts: Texts,
  aged: { readonly days: number; readonly quantity: string } | null,
): string | null {
  return aged === null ? null : fill(texts.phrases['test.agedOrders'], aged);
}

/** How the agent of a warehouse stands; null: there is none, or the fault of the test says as much itself. */
export function agentText(
  texts: Texts,
  {
    agent,
    points,
  }: {
    readonly agent: {
      readonly name: string;
      readonly isThere: boolean;
      readonly version: string | null;
      readonly seenAt: string | null;
    } | null;
    readonly points: readonly { readonly error: { readonly facts: ErrorFacts } | null }[];
  },
): string | null {
  if (agent === null) return null;
  const facts = { agent: agent.name, version: agent.version ?? '' };
  if (agent.isThere) return fill(texts.phrases['test.agentThere'], facts);
  if (agent.seenAt === null) return fill(texts.phrases['test.agentUnmet'], facts);
  if (points.some(({ error }) => String(error?.facts['reason'] ?? '').startsWith('AGENT_AWAY'))) return null;
  const at = formatMoment(agent.seenAt, texts.language);
  return fill(texts.phrases['test.agentAway'], { ...facts, at });
}

/** A word of the shop, for people: as the shop writes it, or the way in which it reckons. */
export function wordText(texts: Texts, { kind, word }: Pick<ShopWord, 'kind' | 'word'>): string {
  const isOurs = kind === 'arithmetic' || kind === 'listing';
  return isOurs ? (texts.arithmetic[word] ?? word) : word;
}

/** What a word of the shop means, for people: a payment module is a row of PaymentTypes, by its number. */
export function wordMeaningText(texts: Texts, meaning: WordMeaning): string {
  const worded: Readonly<Record<string, string>> = { ...texts.arithmetic, ...texts.wordMeanings };
  return worded[meaning] ?? `PaymentTypes ${fill(texts.notes.numbered, { number: meaning })}`;
}
