import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { TdsRows, TdsStatement } from './requests.ts';
import { sqliteError } from './sqlite-errors.ts';
import type { TdsSession } from './tds-server.ts';
import { statementsOf, toSqlite } from './to-sqlite.ts';
import type { WriteLock } from './write-lock.ts';
import type { CellType, Outcome, TdsCell, TdsColumn, TdsError } from './tokens.ts';

const MOST_PARAMETERS = 2100;
const MOST_INT = 2 ** 31 - 1;
const MOST_LETTERS = 4000;

/** What a session needs of the place its database is in. */
export interface SessionPlace {
  readonly options: {
    /** How long a session waits for a lock, where not as long as it says itself. */
    readonly patienceMs?: number;
    /** Errors that the server has for a statement instead of doing it. */
    readonly refuse?: (statement: string) => TdsError | null;
  };
  lockOf(database: string): WriteLock;
  open(database: string): DatabaseSync;
  drop(database: string): void;
}

type Values = Readonly<Record<string, TdsCell>>;

/** The type of a column: as it was made, or as its values are. */
function typeOf(declared: string | null, values: readonly SQLOutputValue[]): CellType {
  if (/date/i.test(declared ?? '')) return 'moment';
  const given = values.filter((value) => value !== null);
  if (given.some((value) => typeof value === 'string'))
    return given.some((value) => String(value).length > MOST_LETTERS) ? 'longText' : 'text';
  if (/char/i.test(declared ?? '')) return 'text';
  const isFloat = /float|real/i.test(declared ?? '');
  const isWhole = given.every((value) => Number.isInteger(value) && Math.abs(Number(value)) <= MOST_INT);
  return isFloat || !isWhole ? 'float' : 'int';
}

/** A session in front of a database of SQLite, with a lock for whoever writes. */
export class SqliteSession implements TdsSession {
  readonly #behind: SessionPlace;
  readonly #name: string;
  readonly #rights: ReadonlySet<string> | null;
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  #patienceMs = 60_000;
  #isIn = false;
  #isWriting = false;
  #isGone = false;
  #numbering: string | null = null;
  #applock = 0;
  #loading = '';
  #changed = 0;
  #lastNumber: number | null = null;

  constructor(behind: SessionPlace, name: string, rights: ReadonlySet<string> | null) {
    this.#behind = behind;
    this.#name = name;
    this.#rights = rights;
    this.#database = behind.open(name);
  }

  async run({ text, parameters }: TdsStatement): Promise<readonly Outcome[]> {
    if (Object.keys(parameters).length > MOST_PARAMETERS)
      return [{ error: { number: 8003, message: 'The incoming request has too many parameters.' } }];
    const outcomes: Outcome[] = [];
    for (const statement of statementsOf(text)) {
      const refused = this.#behind.options.refuse?.(statement) ?? this.#notAllowed(statement);
      const outcome = refused === null ? await this.#one(statement, parameters) : { error: refused };
      if (outcome !== null) outcomes.push(outcome);
    }
    return outcomes;
  }

  async load({ columns, rows }: TdsRows): Promise<Outcome> {
    const places = columns.map(() => '?').join(', ');
    const insert = this.#database.prepare(`insert into ${this.#loading} values (${places})`);
    for (const row of rows) insert.run(...row);
    return { changed: rows.length };
  }

  async begin(): Promise<void> {
    this.#isIn = true;
  }

  async commit(): Promise<void> {
    this.#end('commit');
  }

  async rollback(): Promise<void> {
    this.#end('rollback');
  }

  leave(): void {
    this.#end('rollback');
    this.#behind.lockOf(this.#name).leave(this);
    this.#isGone = true;
    this.#database.close();
  }

  #end(how: 'commit' | 'rollback'): void {
    if (this.#isGone) return;
    if (this.#isWriting) this.#database.exec(how);
    this.#isIn = this.#isWriting = false;
    this.#behind.lockOf(this.#name).leave(this);
  }

  /** What is missing of the rights that a statement needs, as the server says it. */
  #notAllowed(statement: string): TdsError | null {
    const [, verb = '', table = ''] =
      /^(insert|update|delete|create)(?: into| from| table)? (?:\[dbo\]\.)?["[]?(\w+)/i.exec(statement) ?? [];
    if (verb === '' || this.#rights === null) return null;
    if (this.#rights.has(`${verb.toUpperCase()} ${table}`)) return null;
    const where = `database '${this.#name}', schema 'dbo'`;
    const message = `The ${verb.toUpperCase()} permission was denied on the object '${table}', ${where}.`;
    return { number: 229, message };
  }

  async #one(statement: string, parameters: Values): Promise<Outcome | null> {
    const lockTimeout = /^set lock_timeout (\d+)$/i.exec(statement)?.[1];
    if (lockTimeout !== undefined) this.#patienceMs = this.#behind.options.patienceMs ?? Number(lockTimeout);
    const numbering = /^set identity_insert (?:\[dbo\]\.)?\[?(\w+)\]? (on|off)$/i.exec(statement);
    if (numbering !== null)
      this.#numbering = numbering[2]?.toLowerCase() === 'on' ? (numbering[1] ?? '') : null;
    if (/^(?:set|declare) /i.test(statement)) return null;
    const loading = /^insert bulk (#\w+)\(/i.exec(statement)?.[1];
    if (loading !== undefined) {
      this.#loading = `"${loading}"`;
      return null;
    }
    if (/sp_getapplock/i.test(statement)) {
      this.#applock = (await this.#write()) ? 0 : -1;
      return null;
    }
    const database = /^(create|drop) database \[([^\]]+)\]$/i.exec(statement);
    if (database !== null) {
      const [, verb = '', name = ''] = database;
      if (verb.toLowerCase() === 'create') this.#behind.open(name).close();
      else this.#behind.drop(name);
      return { changed: 0 };
    }
    return this.#execute(statement, parameters);
  }

  async #execute(statement: string, parameters: Values): Promise<Outcome> {
    const isRead = /^select/i.test(statement);
    if (!isRead && !(await this.#write()))
      return { error: { number: 1222, message: 'Lock request time out period exceeded.' } };
    if (this.#isGone) return { changed: 0 };
    try {
      this.#refuseNumbers(statement);
      return this.#done(statement, parameters);
    } catch (error) {
      this.#changed = 0;
      this.#lastNumber = null;
      return { error: sqliteError(error, this.#name) };
    } finally {
      if (!this.#isIn) this.#behind.lockOf(this.#name).leave(this);
    }
  }

  #done(statement: string, parameters: Values): Outcome {
    const text = toSqlite(statement)
      .replaceAll(/@@rowcount/gi, String(this.#changed))
      .replaceAll(/scope_identity\(\)/gi, String(this.#lastNumber))
      .replaceAll(/@result\b/gi, String(this.#applock));
    const prepared = this.#prepare(text);
    const described = prepared.columns();
    if (described.length === 0) {
      const { changes, lastInsertRowid } = prepared.run({ ...parameters });
      this.#changed = Number(changes);
      this.#lastNumber = /^insert/i.test(text) ? Number(lastInsertRowid) : null;
      return { changed: this.#changed };
    }
    prepared.setReturnArrays(true);
    const rows = prepared.all({ ...parameters }) as unknown as readonly SQLOutputValue[][];
    const columns = described.map(({ name, type }, at): TdsColumn => {
      return {
        name,
        type: typeOf(
          type,
          rows.map((row) => row[at] ?? null),
        ),
      };
    });
    return { columns, rows: rows as unknown as readonly TdsCell[][] };
  }

  #prepare(text: string): StatementSync {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const prepared = this.#database.prepare(text);
    prepared.setAllowUnknownNamedParameters(true);
    this.#prepared.set(text, prepared);
    return prepared;
  }

  /** Its own numbers a table gives itself, unless it was said that they come. */
  #refuseNumbers(statement: string): void {
    const [, table = '', columns = ''] =
      /^insert into (?:\[dbo\]\.)?["[](\w+)["\]] \(([^)]*)\)/i.exec(statement) ?? [];
    const isGiven = /(?:^|[ ["(])ID\b/.test(columns);
    if (isGiven && table !== this.#numbering && table !== 'System')
      throw Object.assign(new Error(`Cannot insert explicit value for identity column in table '${table}'`), {
        number: 544,
      });
  }

  /** True once nobody else writes; inside a transaction until it ends. */
  async #write(): Promise<boolean> {
    if (!(await this.#behind.lockOf(this.#name).take(this, this.#patienceMs))) return false;
    if (this.#isIn && !this.#isWriting && !this.#isGone) {
      this.#database.exec('begin immediate');
      this.#isWriting = true;
    }
    return true;
  }
}
