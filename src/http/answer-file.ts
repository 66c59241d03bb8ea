import type { Context } from 'hono';
import { csvOf } from '../sheet/csv.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { xlsxOf } from '../sheet/xlsx.ts';
import type { Language } from '../texts/text.ts';
import { languageOf } from './error-answer.ts';

/** A file that a browser keeps, piece by piece. */
export interface AnsweredFile {
  /** Latin letters, with its ending. */
  readonly name: string;
  readonly type: string;
  readonly pieces: AsyncIterable<string | Uint8Array>;
}

async function* encoded(
  pieces: AnsweredFile['pieces'],
  onFault: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  try {
    for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
  } catch (error) {
    onFault(error);
    throw error;
  }
}

/**
 * Answers with a file as it is read: nothing is held as a whole, and whoever leaves ends the reading. What
 * can be refused has to be refused before: a fault on the way is told to `onFault` and breaks the connection
 * off, so that half a file never looks like a whole one.
 */
export function answerFile(
  context: Context,
  { name, type, pieces }: AnsweredFile,
  onFault: (error: unknown) => void,
): Response {
  context.header('Content-Type', type);
  context.header('Content-Disposition', `attachment; filename="${name}"`);
  return context.body(ReadableStream.from(encoded(pieces, onFault)) as ReadableStream);
}

const SHEETS = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A list as a file for a spreadsheet. */
export type SheetFormat = keyof typeof SHEETS;

/** Answers with a list for a spreadsheet, in the language that is asked for; as `answerFile` does. */
export function answerSheet(
  context: Context,
  sheet: Sheet,
  how: {
    readonly format: SheetFormat;
    readonly name: string;
    /** Left out: as the request asks; a link of the page cannot say which language the page is in. */
    readonly language?: Language;
    readonly onFault: (error: unknown) => void;
  },
): Response {
  const { format, name, onFault, language = languageOf(context) } = how;
  const pieces = format === 'csv' ? csvOf(sheet, language) : xlsxOf(sheet);
  return answerFile(context, { name: `${name}.${format}`, type: SHEETS[format], pieces }, onFault);
}
