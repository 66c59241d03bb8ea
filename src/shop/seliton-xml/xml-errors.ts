import { SyncError } from '../../model/sync-error.ts';
import { READING } from './codec.ts';
import { childText } from './xml-document.ts';
import type { XmlElement } from './xml-document.ts';

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

/**
 * Reads the status of an answer. Throws `shop.secret.refused` for refused credentials, a ShopRefusal for
 * any other error, `shop.answer.unreadable` when there is no status at all.
 */
export function checkStatus(
  answer: XmlElement,
  about: { readonly address: string; readonly what: string; readonly secrets: readonly string[] },
): void {
  const names = READING.answer;
  const status = childText(answer, names.status).toLowerCase();
  if (status === names.ok) return;
  const code = childText(answer, names.errorCode);
  if (status === '' && code === '')
    throw new SyncError('shop.answer.unreadable', { address: about.address, what: about.what });
  const message = cleanMessage(childText(answer, names.errorMessage), about.secrets);
  if (isModuleInactive(`${code} ${message}`))
    throw new SyncError('shop.module.inactive', { address: about.address });
  if (code.toLowerCase() === READING.errorCodes.accessRefused)
    throw new SyncError('shop.secret.refused', { address: about.address });
  throw new ShopRefusal(code, message === '' ? code : message);
}
