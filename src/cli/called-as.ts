import { delimiter, isAbsolute, relative } from 'node:path';
import { shellWord } from '../texts/shell-word.ts';
import type { Texts } from '../texts/texts.ts';

const NAME = 'skladbridge';
/** The bundled program, which only packages have (decision 0031): they put its command on the path. */
const BUNDLED = 'main.js';
const WINDOWS = /^[a-z]:\\/i;

/** How the program was called, told by what the process knows of it. */
export interface Call {
  /** The file that Node runs, as it was named. */
  readonly file: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

function shortPath(file: string, folder: string): string {
  const inside = relative(folder, file);
  const path = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? file : inside;
  return shellWord(path);
}

/** How a command file that is not on the path is called: in this folder by its place, not its name alone. */
function placeOf(file: string, folder: string): string {
  const path = shortPath(file, folder);
  return /[\\/]/.test(path) ? path : `./${path}`;
}

/**
 * What a person has to type, where this was typed, to reach the program again: `npm run skladbridge --`,
 * `npx skladbridge`, `skladbridge` or `node bin/skladbridge.js`.
 */
export function calledAs({ file, folder, env }: Call): string {
  const script = env['npm_lifecycle_event'];
  if (env['npm_command'] === 'exec') return `npx ${NAME}`;
  if (script === NAME || script === 'demo' || script === 'start') return `npm run ${NAME} --`;
  const base = /[^\\/]*$/.exec(file)?.[0] ?? '';
  if (base === BUNDLED) return NAME;
  if (base.replace(/\.cmd$/i, '') !== NAME) return `node ${shortPath(file, folder)}`;
  const places = (env['PATH'] ?? '').split(WINDOWS.test(file) ? ';' : delimiter);
  const isOnPath = places.includes(file.slice(0, -base.length - 1));
  return isOnPath ? NAME : placeOf(file, folder);
}

const COMMAND = new RegExp(`\\b${NAME}(?= [-a-z])(?: (tenant)\\b)?`, 'g');

/** `skladbridge profile test ИМЕ`: what stands before the place of the name. */
const PLACE_OF_NAME = new RegExp(`(\\b${NAME} (?:[a-z]+[a-z-]* ){1,2})(?:ИМЕ|NAME)(?![\\p{L}_])`, 'gu');

function worded(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, worded(inner, change)]));
}

/**
 * The texts with commands as they work where the person stands. `ofAll`: how those are called that are of all
 * firms, `tenant`; left out = as the others.
 */
export function textsAsCalled(texts: Texts, called: string, ofAll = called): Texts {
  if (called === NAME) return texts;
  const typed = (_all: string, tenant?: string): string =>
    tenant === undefined ? called : `${ofAll} ${tenant}`;
  return worded(texts, (text) => text.replace(COMMAND, typed)) as Texts;
}

/** The texts with a profile's name in their commands where they leave room for one: typed as they stand, they work. */
export function textsOfProfile(texts: Texts, profile: string): Texts {
  return worded(texts, (text) =>
    text.replace(PLACE_OF_NAME, (_all, command: string) => command + shellWord(profile)),
  ) as Texts;
}

/** What is typed to reach the program with the same memory, in the same language and firm. */
export function calledWith(
  called: string,
  typed: { readonly data?: string; readonly lang?: string; readonly firm?: string },
): string {
  const options = [
    ...(typed.data === undefined ? [] : ['--data', shellWord(typed.data)]),
    ...(typed.lang === undefined ? [] : ['--lang', typed.lang]),
    ...(typed.firm === undefined ? [] : ['--firm', shellWord(typed.firm)]),
  ];
  return [called, ...options].join(' ');
}
