import { setTimeout as later } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { SyncError } from '../../src/model/sync-error.ts';
import { openMssqlWarehouse } from '../../src/warehouse/mssql/mssql-warehouse.ts';
import { NEEDED_TABLES } from '../../src/warehouse/sql/schema.ts';
import { openRelay } from '../support/network/relay.ts';
import type { Lost } from '../support/network/relay.ts';
import { selfSigned } from '../support/tds/certificate.ts';
import { openTdsServer } from '../support/tds/tds-server.ts';
import type { TdsBehind, TdsOptions, TdsServer } from '../support/tds/tds-server.ts';
import type { Outcome, TdsError } from '../support/tds/tokens.ts';

// The wire of SQL Server without SQL Server (issue 14): what the driver, the pool and kysely make of logins,
// encryption and lines that break. Answers come from a script.

const open: (() => Promise<unknown>)[] = [];
const certificate = selfSigned();

// kysely prints what a connection tells it; we tell it ourselves, once.
const printed = vi.spyOn(console, 'error');

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
  expect(printed).not.toHaveBeenCalled();
});

afterAll(() => printed.mockRestore());

const TABLES: Outcome = {
  columns: [{ name: 'name', type: 'text' }],
  rows: NEEDED_TABLES.map((table) => [table]),
};
const MARKS: Outcome = {
  columns: [{ name: 'NextAcct', type: 'text' }],
  rows: Array.from({ length: 200 }, (_, index) => [`ZINS-0a1b2c3d-aaaaaaaa-${index}`]),
};

/** Lets everybody in, and answers what this file asks. */
const SCRIPT: TdsBehind = {
  enter: () => ({
    run: async ({ text }) =>
      text.includes('sys.tables') ? [TABLES] : text.includes('"NextAcct"') ? [MARKS] : [],
    load: async () => ({ changed: 0 }),
    begin: async () => undefined,
    commit: async () => undefined,
    rollback: async () => undefined,
    leave: () => undefined,
  }),
};

async function serve(options: Partial<TdsOptions> = {}): Promise<TdsServer> {
  const server = await openTdsServer({ behind: SCRIPT, encryption: certificate, ...options });
  open.push(() => server.close());
  return server;
}

const never = new AbortController().signal;
const HASH = '0a1b2c3d'.repeat(8);

async function connect(server: { readonly port: number }, parameters = '?trustServerCertificate=true') {
  const url = `mssql://sklad@127.0.0.1:${server.port}/Sklad${parameters}`;
  const warehouse = await openMssqlWarehouse({ url, password: 'тайна' });
  open.push(() => warehouse.close());
  return warehouse;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof SyncError ? error.code : String(error)),
  );
}

const LINES = [
  ['with TLS', '?trustServerCertificate=true'],
  ['without TLS', '?encrypt=false'],
] as const;

describe('SQL Server, on the wire', () => {
  it.each(LINES)('%s: is entered by user, password and database, and read', async (_title, parameters) => {
    const server = await serve();
    const warehouse = await connect(server, parameters);
    const marks = await warehouse.readInstallationMarks(HASH, never);
    expect(marks).toHaveLength(200);
    expect(server.logins).toEqual([{ user: 'sklad', password: 'тайна', database: 'Sklad' }]);
  });

  it.each<readonly [string, readonly number[], string]>([
    ['a wrong password', [18456], 'warehouse.accessRefused'],
    ['a locked or expired user', [18486], 'warehouse.accessRefused'],
    ['a misspelt database', [4060, 18456], 'warehouse.databaseUnknown'],
    ['a server that is paused', [17142], 'warehouse.starting'],
    ['a server that is not ready', [17187], 'warehouse.starting'],
    ['a server that shuts down', [17188], 'warehouse.starting'],
    ['a server that is upgraded', [18401], 'warehouse.starting'],
    ['a server for administrators only', [18451, 18456], 'warehouse.starting'],
    ['a server with one user', [18461, 18456], 'warehouse.starting'],
    ['a database that is recovered', [922, 4060, 18456], 'warehouse.starting'],
    ['a database that is restored', [927, 4060, 18456], 'warehouse.starting'],
    ['a database that is started', [904, 4060, 18456], 'warehouse.starting'],
    ['a database that is offline', [942, 4060, 18456], 'warehouse.starting'],
    ['a database that moves to another machine', [40613], 'warehouse.starting'],
    ['a database that somebody keeps for himself', [924, 4060, 18456], 'warehouse.busy'],
    ['too many connections', [17809], 'warehouse.busy'],
    ['a database that is suspect', [926, 4060, 18456], 'warehouse.corrupt'],
    ['what nobody here knows', [31337, 18456], 'warehouse.entryRefused'],
  ])('%s is told by what the server says first', async (_title, numbers, code) => {
    const errors = numbers.map((number): TdsError => ({ number, message: `Says ${number}.` }));
    const server = await serve({ behind: { enter: () => errors } });
    const error = await connect(server, '?encrypt=false').catch((reason: unknown) => reason as SyncError);
    expect(error).toMatchObject({ code });
    const { reason } = (error as SyncError).facts;
    if (reason !== undefined) expect(reason).toBe(`Says ${numbers[0]}.`);
    expect(server.logins).toHaveLength(1);
  });

  it.each<readonly [string, Partial<TdsOptions>, string, string]>([
    ['a certificate of its own', {}, '', 'warehouse.certificate'],
    ['no encryption', { encryption: null }, '', 'warehouse.oldEncryption'],
    ['TLS 1.1', { encryption: { ...certificate, newest: 'TLSv1.1' } }, '', 'warehouse.oldEncryption'],
    [
      'encryption or nothing',
      { isEncryptionRequired: true },
      '?encrypt=false',
      'warehouse.encryptionRequired',
    ],
  ])('%s is told by name, not as a dead machine', async (_title, options, parameters, code) => {
    expect(await codeOf(connect(await serve(options), parameters))).toBe(code);
  });
});

const WAYS = LINES.flatMap(([title, parameters]) =>
  (['question', 'answer'] as const).map((lost) => [title, lost, parameters] as const),
);

describe('SQL Server, a line that breaks', () => {
  async function read(server: { readonly port: number }, parameters: string): Promise<number> {
    const warehouse = await connect(server, parameters);
    return (await warehouse.readInstallationMarks(HASH, never))?.length ?? 0;
  }

  it.each<readonly [string, Lost, string]>(WAYS)(
    '%s, with the %s, anywhere from the greeting on: the server does not answer',
    async (_title, lost, parameters) => {
      const server = await serve();
      const whole = await openRelay({ host: '127.0.0.1', port: server.port });
      open.push(() => whole.close());
      expect(await read(whole, parameters)).toBe(200);
      for (let trip = 1; trip <= whole.trips; trip += 1) {
        const line = await openRelay({ host: '127.0.0.1', port: server.port });
        open.push(() => line.close());
        line.cutIn([trip], lost);
        expect([trip, await codeOf(read(line, parameters)), line.cuts]).toEqual([
          trip,
          'warehouse.unreachable',
          1,
        ]);
      }
    },
  );

  it.each(LINES)('%s, in the middle of an answer: no half of it is believed', async (_title, parameters) => {
    let bytes: number | null = null;
    const server = await serve({
      cutAt: ({ text }) =>
        bytes !== null && text.includes('"NextAcct"') ? { where: 'inside', bytes } : null,
    });
    expect(await read(server, parameters)).toBe(200);
    const length = server.answers.at(-1) ?? 0;
    expect(length).toBeGreaterThan(8192);
    const places = [0, 1, 7, 8, 9, 100, 4095, 4096, 4097, 5000, 8192, length - 14, length - 1];
    for (const place of places) {
      bytes = place;
      expect([place, await codeOf(read(server, parameters))]).toEqual([place, 'warehouse.unreachable']);
    }
  });

  it.each(LINES)('%s, between two questions: nobody notices', async (_title, parameters) => {
    const server = await serve({ cutAt: ({ kind }) => (kind === 'rpc' ? { where: 'behind' } : null) });
    const warehouse = await connect(server, parameters);
    for (let times = 0; times < 3; times += 1) {
      await later(30);
      const marks = await warehouse.readInstallationMarks(HASH, never);
      expect(marks).toHaveLength(200);
    }
    expect(server.logins).toHaveLength(4);
  });

  it.each([
    ...LINES.map((line) => [...line, 'begin', 'warehouse.unreachable'] as const),
    ...LINES.map((line) => [...line, 'insert', 'warehouse.unreachable'] as const),
    ...LINES.map((line) => [...line, 'commit', 'warehouse.record.answerLost'] as const),
  ])('%s %s, in the %s of a transaction: %s', async (_title, parameters, place, code) => {
    for (const where of ['before', 'inside', 'behind'] as const) {
      const server = await serve({
        cutAt: ({ kind, text }) => (kind === place || text.startsWith(place) ? { where, bytes: 9 } : null),
      });
      const warehouse = await connect(server, parameters);
      const made = await codeOf(warehouse.leaveIdentityMark('ZWID-0123456789abcdef', never));
      // What is known to be done stays done, though the line breaks behind it; what breaks behind an answer
      // breaks the next question, and that may be the commit.
      const behind = place === 'commit' ? ['done'] : ['warehouse.unreachable', 'warehouse.record.answerLost'];
      expect(where === 'behind' ? behind : [code]).toContain(made);
    }
  });
});

describe('SQL Server, what a connection costs', () => {
  it('sets the patience with locks in a batch of its own, and asks nothing to see whether it lives', async () => {
    const server = await serve();
    const warehouse = await connect(server);
    for (let times = 0; times < 5; times += 1) await warehouse.readInstallationMarks(HASH, never);
    const texts = server.requests.map(({ text }) => text);
    expect(texts[0]).toContain('set dateformat mdy');
    expect(texts[1]).toBe('set lock_timeout 5000');
    expect(texts.slice(2).filter((text) => text.includes('sys.tables'))).toHaveLength(1);
    expect(texts).toHaveLength(2 + 1 + 5);
  });
});
