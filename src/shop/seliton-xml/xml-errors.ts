import { SyncError } from '../../model/sync-error.ts';
import { READING } from './codec.ts';
import { nameKey } from './spellings.ts';
import { childText, findElement } from './xml-document.ts';
import type { XmlElement } from './xml-element.ts';

const MESSAGE_LENGTH = 300;

/** What the shop says no with: its own code and message, free of secrets and of overlong texts. */
export class ShopRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ShopRefusal';
    this.code = code;
  }
}

/** The shop's own words for a person: never with a secret in them, never longer than a line or two (P6). */
export function cleanMessage(message: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), message.trim());
  return hidden.length > MESSAGE_LENGTH ? `${hidden.slice(0, MESSAGE_LENGTH)}…` : hidden;
}

const MODULE = /(?:module|модул)/i;
const INACTIVE = new RegExp(
  [
    'not\\s+(?:been\\s+)?(?:activ|enabled|installed|purchased|bought|available|licensed)',
    'inactive|disabled|expired|не\\s+е\\s+(?:актив|инстал|закуп|плат|включ)|неактив|изключен|изтекъл',
  ].join('|'),
  'i',
);
/** Longer texts are answers, not sentences about a module. */
const LONGEST_SENTENCE = 2000;

/**
 * True for an answer that says that the shop's module is off or was never bought: then no key would do. Our
 * reading; what the shop really says has not been seen.
 */
export function isModuleInactive(text: string): boolean {
  return text.length <= LONGEST_SENTENCE && MODULE.test(text) && INACTIVE.test(text);
}

/** What was asked for is there, in whatever envelope. */
function hasContent(answer: XmlElement): boolean {
  return READING.answer.contents.some((name) => findElement(answer, name) !== undefined);
}

/**
 * Judges an answer by what it holds: one that says ok, or that has what was asked for and no error, is good.
 * Throws `shop.secret.refused` for refused credentials, a ShopRefusal for any other error,
 * `shop.answer.unreadable` when it tells neither.
 */
export function checkStatus(
  answer: XmlElement,
  about: {
    readonly address: string;
    readonly what: string;
    readonly secrets: readonly string[];
    /** Records that were taken out of it. */
    readonly records?: number;
  },
): void {
  const names = READING.answer;
  const status = childText(answer, names.status).toLowerCase();
  const code = childText(answer, names.errorCode);
  const isFaulty = !(names.noError as readonly string[]).includes(code.toLowerCase());
  if ((names.ok as readonly string[]).includes(status)) return;
  if (status === '' && !isFaulty && ((about.records ?? 0) > 0 || hasContent(answer))) return;
  if (status === '' && !isFaulty)
    throw new SyncError('shop.answer.unreadable', { address: about.address, what: about.what });
  const message = cleanMessage(childText(answer, names.errorMessage), about.secrets);
  if (isModuleInactive(`${code} ${message}`))
    throw new SyncError('shop.module.inactive', { address: about.address });
  if ((READING.errorCodes.accessRefused as readonly string[]).includes(nameKey(code)))
    throw new SyncError('shop.secret.refused', { address: about.address });
  throw new ShopRefusal(code, message === '' ? code : message);
}
