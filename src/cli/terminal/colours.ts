import type { Screen } from './screen.ts';

const [ESC, RESET] = ['\u001b[', '\u001b[0m'];

/**
 * True where colours are shown: on a terminal that has them. NO_COLOR turns them off and FORCE_COLOR on (its
 * `0` off), as everywhere.
 */
export function hasColours(
  io: { readonly env: Readonly<Record<string, string | undefined>> },
  stream: Screen,
): boolean {
  const forced = io.env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((io.env['NO_COLOR'] ?? '') !== '') return false;
  return stream.isTTY === true && io.env['TERM'] !== 'dumb';
}

const COLOURS = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36' } as const;

/** A text in a colour. */
export function paint(text: string, colour: keyof typeof COLOURS): string {
  return text === '' ? text : `${ESC}${COLOURS[colour]}m${text}${RESET}`;
}

const MARKS: Readonly<Record<string, keyof typeof COLOURS>> = {
  '✓': 'green',
  '+': 'green',
  '✗': 'red',
  '!': 'yellow',
  '~': 'cyan',
  '·': 'dim',
  '–': 'dim',
};

/** A line of a report with its mark coloured: the colour says again what the mark says, and nothing more. */
export function paintMark(line: string): string {
  const [, blanks = '', mark = ''] = /^( *)([✓✗!▸·+~–])(?= )/.exec(line) ?? [];
  if (mark === '▸') return blanks + paint(line.slice(blanks.length), 'bold');
  const colour = MARKS[mark];
  return colour === undefined ? line : blanks + paint(mark, colour) + line.slice(blanks.length + mark.length);
}
