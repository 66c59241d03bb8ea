// How wide a text is in a terminal, how it is cut and folded there. A pipe gets texts whole.

/** No terminal is taken for narrower: what does not fit in less is folded by the terminal itself. */
const NARROWEST = 50;

/** Where people read: a terminal with its columns, or a pipe. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Columns of the terminal, one left free so that no line is folded by its last sign; null for a pipe. */
export function screenWidth(stdout: Screen): number | null {
  if (stdout.isTTY !== true) return null;
  return Math.max(stdout.columns ?? 80, NARROWEST) - 1;
}

const graphemes = new Intl.Segmenter('bg');
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** Scripts whose letters take two columns, and their wide forms (Unicode TR 11: Wide and Fullwidth). */
const WIDE_LETTER =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;
const WIDE_PICTURE = /[\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NARROW = /^[\u0020-\u02ff\u0370-\u058f\u2010-\u203a\u2190-\u21ff\u2500-\u259f]*$/u;

function signWidth(sign: string): number {
  if (ZERO_WIDTH.test(sign)) return 0;
  return WIDE_LETTER.test(sign) || WIDE_PICTURE.test(sign) ? 2 : 1;
}

/** How many columns a text takes in a terminal. */
export function textWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += signWidth(segment);
  return width;
}

/** The text filled with blanks to so many columns. */
export function padText(text: string, width: number, isRight = false): string {
  const blanks = ' '.repeat(Math.max(width - textWidth(text), 0));
  return isRight ? blanks + text : text + blanks;
}

const NUMBER_AT_END = /[-\d][\d.,:\u00a0/-]*$/;

/** The text in so many columns, `…` for what is left out: never the half of a sign or of a number. */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let [kept, taken] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    taken += signWidth(segment);
    if (taken > width - 1) break;
    kept += segment;
  }
  // A number without its last digits is another number.
  const next = text.slice(kept.length);
  const isHalf = /[\d.,\u00a0]$/.test(kept) && /^[.,:\u00a0/-]?\d/.test(next);
  return `${isHalf ? kept.replace(NUMBER_AT_END, '') : kept}…`;
}

/** A line folded at its blanks, the rest below its first word; what holds together (`1 202,64 €`) stays together. */
export function foldLine(line: string, width: number): readonly string[] {
  if (textWidth(line) <= width) return [line];
  const [start = ''] = /^ *(?:[✓✗!▸·+~–] |\[\d+\] )?/.exec(line) ?? [];
  const indent = ' '.repeat(Math.min(start.length, Math.floor(width / 3)));
  const lines: string[] = [];
  let current = start;
  let isBegun = false;
  for (const word of line.slice(start.length).split(' ')) {
    const longer = isBegun ? `${current} ${word}` : current + word;
    if (isBegun && textWidth(longer) > width) {
      lines.push(current);
      current = indent + word;
    } else current = longer;
    isBegun = true;
  }
  return [...lines, current];
}
