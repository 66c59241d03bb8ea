import type { TdsCell } from './tokens.ts';

/** Who wants to be let in, and where to. */
export interface TdsLogin {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A statement: as a batch of its own, or with parameters. */
export interface TdsStatement {
  readonly kind: 'batch' | 'rpc';
  readonly text: string;
  /** By their names as the text has them, `@1`. */
  readonly parameters: Readonly<Record<string, TdsCell>>;
}

/** Rows for the table that an `insert bulk` before them has named. */
export interface TdsRows {
  readonly kind: 'bulk';
  readonly text: '';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TdsCell[])[];
}

/** What a client asks for once it is in. */
export type TdsRequest =
  | TdsStatement
  | TdsRows
  | { readonly kind: 'begin' | 'commit' | 'rollback'; readonly text: '' };

/** Reads along a message. */
class Cursor {
  readonly #data: Buffer;
  at: number;

  constructor(data: Buffer, at = 0) {
    this.#data = data;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#data.length;
  }

  number(size: 1 | 2 | 4): number {
    this.at += size;
    return this.#data.readUIntLE(this.at - size, size);
  }

  bytes(length: number): Buffer {
    this.at += length;
    return this.#data.subarray(this.at - length, this.at);
  }

  text(letters: number): string {
    return this.bytes(letters * 2).toString('utf16le');
  }

  /** What every request begins with, and nobody here needs: in which transaction it stands. */
  skipHeaders(): this {
    this.at += this.#data.readUInt32LE(this.at);
    return this;
  }
}

function loginText(data: Buffer, at: number): Buffer {
  const [offset, letters] = [data.readUInt16LE(at), data.readUInt16LE(at + 2)];
  return Buffer.from(data.subarray(offset, offset + letters * 2));
}

/** LOGIN7; the password comes with its half bytes turned, and every second bit too. */
export function readLogin(data: Buffer): TdsLogin {
  const password = loginText(data, 44).map((byte) => {
    const plain = byte ^ 0xa5;
    return ((plain << 4) | (plain >> 4)) & 0xff;
  });
  return {
    user: loginText(data, 40).toString('utf16le'),
    password: Buffer.from(password).toString('utf16le'),
    database: loginText(data, 68).toString('utf16le'),
  };
}

export function readBatch(data: Buffer): TdsStatement {
  const cursor = new Cursor(data).skipHeaders();
  return { kind: 'batch', text: data.subarray(cursor.at).toString('utf16le'), parameters: {} };
}

const PARTLY = 0xffff;

/** A text of any length, in parts; null where its length is that of nothing. */
function readParts(cursor: Cursor): string | null {
  const [low, high] = [cursor.number(4), cursor.number(4)];
  if (low === 0xffff_ffff && high === 0xffff_ffff) return null;
  const parts: Buffer[] = [];
  for (let length = cursor.number(4); length > 0; length = cursor.number(4)) parts.push(cursor.bytes(length));
  return Buffer.concat(parts).toString('utf16le');
}

function readText(cursor: Cursor, longest: number): string | null {
  if (longest === PARTLY) return readParts(cursor);
  const length = cursor.number(2);
  return length === PARTLY ? null : cursor.text(length / 2);
}

function readNumber(cursor: Cursor, kind: 'int' | 'float'): number | null {
  const length = cursor.number(1);
  if (length === 0) return null;
  const bytes = cursor.bytes(length);
  if (kind === 'float') return length === 8 ? bytes.readDoubleLE() : bytes.readFloatLE();
  return length === 8 ? Number(bytes.readBigInt64LE()) : bytes.readIntLE(0, length);
}

/** How values of a type are read, which stands before the first of them. */
function readType(cursor: Cursor): (cursor: Cursor) => TdsCell {
  const type = cursor.number(1);
  switch (type) {
    case 0xe7: {
      const longest = cursor.number(2);
      cursor.bytes(5);
      return (values) => readText(values, longest);
    }
    case 0x26:
    case 0x6d:
      cursor.number(1);
      return (values) => readNumber(values, type === 0x26 ? 'int' : 'float');
    default:
      throw new Error(`no value of type ${type} was ever sent`);
  }
}

const [COLUMNS, ROW] = [0x81, 0xd1];

/** The rows of an `insert bulk`, behind their columns. */
export function readBulk(data: Buffer): TdsRows {
  const cursor = new Cursor(data);
  if (cursor.number(1) !== COLUMNS) throw new Error('rows without columns');
  const columns = Array.from({ length: cursor.number(2) }, () => {
    cursor.bytes(6);
    const read = readType(cursor);
    return { read, name: cursor.text(cursor.number(1)) };
  });
  const rows: TdsCell[][] = [];
  while (cursor.number(1) === ROW) rows.push(columns.map(({ read }) => read(cursor)));
  return { kind: 'bulk', text: '', columns: columns.map(({ name }) => name), rows };
}

const EXECUTE_SQL = 10;

/** `sp_executesql`: the statement, how its parameters are declared, and they themselves. */
export function readRpc(data: Buffer): TdsStatement {
  const cursor = new Cursor(data).skipHeaders();
  const [byNumber, procedure] = [cursor.number(2), cursor.number(2)];
  if (byNumber !== 0xffff || procedure !== EXECUTE_SQL) throw new Error('only sp_executesql is ever called');
  cursor.number(2);
  const values: (readonly [name: string, value: TdsCell])[] = [];
  while (!cursor.isAtEnd) {
    const name = cursor.text(cursor.number(1));
    cursor.number(1);
    values.push([name, readType(cursor)(cursor)]);
  }
  const [statement, , ...parameters] = values;
  return {
    kind: 'rpc',
    text: String(statement?.[1] ?? ''),
    // What has no parameters has no declaration either.
    parameters: Object.fromEntries(parameters),
  };
}

const TRANSACTIONS = { 5: 'begin', 7: 'commit', 8: 'rollback' } as const;

export function readTransaction(data: Buffer): TdsRequest {
  const wanted = new Cursor(data).skipHeaders().number(2);
  const kind = TRANSACTIONS[wanted as keyof typeof TRANSACTIONS];
  if (kind === undefined) throw new Error(`no transaction request ${wanted} was ever sent`);
  return { kind, text: '' };
}
