import type { Page } from '../context.ts';
import { linkTo } from '../route.ts';

/** Where a fault is mended, and what the way there is called. */
export interface Remedy {
  readonly label: string;
  readonly href: string;
}

/** By the beginning of a code, the most exact first: the place of a server where it is mended. */
const PLACES = [
  ['run.firstNeedsPlan', 'plan'],
  ['run.', 'overview'],
  ['plan.', 'plan'],
  ['undo.', 'runs'],
  ['settings.', 'settings'],
  ['secrets.', 'settings'],
  ['warehouse.', 'settings'],
  ['shop.', 'settings'],
  ['unp.', 'settings'],
  ['export.', 'settings'],
  ['word.', 'words'],
  ['attention.', 'attention'],
  ['pair.', 'attention'],
  ['order.', 'attention'],
  ['orders.', 'attention'],
  ['good.', 'goods'],
  ['product.', 'goods'],
  ['guard.', 'plan'],
] as const;

/** Where settings are changed, whoever looks on must be let in. */
const TO_SETTINGS = 'get /api/profiles/{name}';

/**
 * The way to where a fault is mended; null where there is none beside what it says, or it is not for whoever
 * is told.
 */
export function remedyFor(
  code: string,
  server: string | null,
  { words, may }: Pick<Page, 'words' | 'may'>,
): Remedy | null {
  if (code === 'profile.notFound') return { label: words.shell.servers, href: linkTo() };
  const place = PLACES.find(([begin]) => code.startsWith(begin))?.[1];
  if (server === null || place === undefined) return null;
  if (place === 'settings' && !may(TO_SETTINGS)) return null;
  return { label: words.shell[place], href: linkTo('server', server, place) };
}

/** A command that is told beside what a person does at the page, in brackets. */
const COMMAND_BESIDE = /\s*\([^()]*skladbridge [^()]*\)/g;
/** A command, or a setting by its key. */
const COMMAND = /skladbridge |(?:^|\s)--\w|„(?:profile|plan)\b|\b[a-z]+[A-Z]\w+/;

/** What of a remedy is for a person at the page; empty where all of it is for the terminal. */
export function toldHere(remedy: string): string {
  const told = remedy.replace(COMMAND_BESIDE, '');
  return COMMAND.test(told) ? '' : told;
}
