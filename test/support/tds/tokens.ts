import { PACKET_SIZE } from './packets.ts';

/** The types in which answers come: as the columns of a warehouse have them. */
export type CellType = 'int' | 'bigint' | 'float' | 'text' | 'longText' | 'moment';

export interface TdsColumn {
  readonly name: string;
  readonly type: CellType;
}

export type TdsCell = string | number | null;

/** What the server says of an error: its number decides what it means. */
export interface TdsError {
  readonly number: number;
  readonly message: string;
}

/** What came of one statement. */
export type Outcome =
  | { readonly rows: readonly (readonly TdsCell[])[]; readonly columns: readonly TdsColumn[] }
  | { readonly changed: number }
  | { readonly error: TdsError };

/** Cyrillic_General_CI_AS, as installations have it. */
const COLLATION = Buffer.from([0x19, 0x04, 0xd0, 0x00, 0x00]);
const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1900, 0, 1);
const TICKS_A_SECOND = 300;

const byte = (...values: readonly number[]): Buffer => Buffer.from(values);

function number(size: 2 | 4, value: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
}

/** A text behind its length in letters. */
function text(value: string, lengthSize: 1 | 2): Buffer {
  const length = lengthSize === 1 ? byte(value.length) : number(2, value.length);
  return Buffer.concat([length, Buffer.from(value, 'utf16le')]);
}

function token(kind: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([byte(kind), number(2, body.length), body]);
}

/** An error; below severity 20 the connection stays. */
export function errorToken({ number: code, message }: TdsError): Buffer {
  const [state, severity] = [1, 16];
  const where = [text('TDS', 1), text('', 1), number(4, 1)];
  return token(0xaa, number(4, code), byte(state, severity), text(message, 2), ...where);
}

function typeOf(type: CellType): Buffer {
  switch (type) {
    case 'int':
      return byte(0x26, 4);
    case 'bigint':
      return byte(0x26, 8);
    case 'float':
      return byte(0x6d, 8);
    case 'moment':
      return byte(0x6f, 8);
    case 'text':
      return Buffer.concat([byte(0xe7), number(2, 8000), COLLATION]);
    case 'longText':
      return Buffer.concat([byte(0xe7), number(2, 0xffff), COLLATION]);
  }
}

function columnsToken(columns: readonly TdsColumn[]): Buffer {
  const [userType, flags] = [number(4, 0), number(2, 1)];
  const each = columns.map(({ name, type }) => Buffer.concat([userType, flags, typeOf(type), text(name, 1)]));
  return Buffer.concat([byte(0x81), number(2, columns.length), ...each]);
}

function moment(value: string): Buffer {
  const ms = Date.parse(`${value.replace(' ', 'T')}Z`) - EPOCH;
  const bytes = Buffer.alloc(9);
  bytes[0] = 8;
  bytes.writeInt32LE(Math.floor(ms / DAY_MS), 1);
  bytes.writeUInt32LE(Math.round(((ms % DAY_MS) / 1000) * TICKS_A_SECOND), 5);
  return bytes;
}

function cell(type: CellType, value: TdsCell): Buffer {
  const bytes = Buffer.alloc(9);
  switch (type) {
    case 'int':
      if (value === null) return byte(0);
      bytes[0] = 4;
      bytes.writeInt32LE(Number(value), 1);
      return bytes.subarray(0, 5);
    case 'bigint':
      if (value === null) return byte(0);
      bytes[0] = 8;
      bytes.writeBigInt64LE(BigInt(value), 1);
      return bytes;
    case 'float':
      if (value === null) return byte(0);
      bytes[0] = 8;
      bytes.writeDoubleLE(Number(value), 1);
      return bytes;
    case 'moment':
      return value === null ? byte(0) : moment(String(value));
    case 'text': {
      if (value === null) return number(2, 0xffff);
      const letters = Buffer.from(String(value), 'utf16le');
      return Buffer.concat([number(2, letters.length), letters]);
    }
    case 'longText': {
      if (value === null) return Buffer.alloc(8, 0xff);
      const letters = Buffer.from(String(value), 'utf16le');
      const unknownLength = Buffer.concat([byte(0xfe), Buffer.alloc(7, 0xff)]);
      return Buffer.concat([unknownLength, number(4, letters.length), letters, number(4, 0)]);
    }
  }
}

const MORE = 1;
const FAILED = 2;
const COUNTED = 16;

/** The end of a batch, of a procedure, or of a statement inside one. */
export const DONE = { batch: 0xfd, procedure: 0xfe, inside: 0xff } as const;

export function doneToken(kind: number, status = 0, count = 0): Buffer {
  return Buffer.concat([byte(kind), number(2, status), number(2, 0), number(4, count), number(4, 0)]);
}

function outcomeTokens(outcome: Outcome, done: number): readonly Buffer[] {
  if ('error' in outcome) return [errorToken(outcome.error), doneToken(done, MORE | FAILED)];
  if ('changed' in outcome) return [doneToken(done, MORE | COUNTED, outcome.changed)];
  const rows = outcome.rows.map((row) =>
    Buffer.concat([byte(0xd1), ...outcome.columns.map(({ type }, index) => cell(type, row[index] ?? null))]),
  );
  return [columnsToken(outcome.columns), ...rows, doneToken(done, MORE | COUNTED, rows.length)];
}

/** The answer to a batch, or to a statement with parameters, which is a procedure's. */
export function answerTokens(outcomes: readonly Outcome[], asked: 'batch' | 'rpc'): Buffer {
  const inside = asked === 'rpc' ? DONE.inside : DONE.batch;
  const failed = outcomes.some((outcome) => 'error' in outcome) ? FAILED : 0;
  const end =
    asked === 'rpc'
      ? [Buffer.concat([byte(0x79), number(4, 0)]), doneToken(DONE.procedure, failed)]
      : [doneToken(DONE.batch, failed)];
  return Buffer.concat([...outcomes.flatMap((outcome) => outcomeTokens(outcome, inside)), ...end]);
}

/** A login that failed: what the server says, first things first. */
export function refusedTokens(errors: readonly TdsError[]): Buffer {
  return Buffer.concat([...errors.map(errorToken), doneToken(DONE.batch, FAILED)]);
}

/** A login that was let in. */
export function welcomeTokens(database: string): Buffer {
  const version = byte(0x74, 0, 0, 4);
  const about = Buffer.concat([byte(1), version, text('TDS', 1), byte(16, 0, 0, 0)]);
  const size = String(PACKET_SIZE);
  return Buffer.concat([
    token(0xe3, byte(1), text(database, 1), text('master', 1)),
    token(0xe3, byte(7, COLLATION.length), COLLATION, byte(0)),
    token(0xad, about),
    token(0xe3, byte(4), text(size, 1), text(size, 1)),
    doneToken(DONE.batch),
  ]);
}

/** What became of a transaction; its number goes with every request inside it. */
export function transactionTokens(what: 'begin' | 'commit' | 'rollback', id: number): Buffer {
  const mark = Buffer.concat([byte(8), number(4, id), number(4, 0)]);
  const change = {
    begin: token(0xe3, byte(8), mark, byte(0)),
    commit: token(0xe3, byte(9), byte(0), mark),
    rollback: token(0xe3, byte(10), byte(0), mark),
  }[what];
  return Buffer.concat([change, doneToken(DONE.batch)]);
}

/** Answers to `PRELOGIN`: version 16, how it encrypts, nothing else. */
export function preloginAnswer(encryption: number): Buffer {
  const options = byte(0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff);
  return Buffer.concat([options, byte(16, 0, 0, 0, 0, 0), byte(encryption)]);
}
