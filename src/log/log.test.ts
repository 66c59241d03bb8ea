import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { SyncError } from '../model/sync-error.ts';
import type { Log } from '../lib/log.ts';
import { maskSecrets } from './mask-secrets.ts';
import { openLog } from './open-log.ts';
import type { LogOptions } from './open-log.ts';
import { RotatingFile } from './rotating-file.ts';
import { tellSlowStatements } from './slow-statements.ts';
import { toldStatement } from '../lib/statements.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function opened(options: Partial<LogOptions> = {}): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  return { log: openLog({ level: 'info', format: 'json', write, ...options }), lines };
}

function read(line: string | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(line ?? '') as Readonly<Record<string, unknown>>;
}

describe('a log', () => {
  it('tells lines of its level and above, each with the facts of the work around it', async () => {
    const { log, lines } = opened();
    await log.within({ profile: 'Магазин' }, async () => {
      await Promise.resolve();
      log.add({ run: 7 });
      log.within({ request: 2 }, () => log.line('warn', 'retry', { code: 'shop.busy' }));
      log.line('debug', 'exchange');
    });
    log.line('info', 'taskEnded');
    expect(lines.map(read)).toMatchObject([
      { level: 'warn', msg: 'retry', profile: 'Магазин', run: 7, request: 2, code: 'shop.busy' },
      { level: 'info', msg: 'taskEnded' },
    ]);
    expect(read(lines[1])).not.toHaveProperty('profile');
  });

  it('tells a bug with its stack and the chain of its causes, once, whoever tells it', () => {
    const { log, lines } = opened();
    const root = new Error('no such table: goods');
    const bug = new SyncError('bug.assertion', { what: 'x' }, { cause: new Error('query', { cause: root }) });
    log.fault(bug);
    log.fault(bug);
    expect(lines).toHaveLength(1);
    const line = read(lines[0]);
    expect(line).toMatchObject({ code: 'bug.assertion', kind: 'bug' });
    expect(line['stack']).toContain('log.test.ts');
    const causes = line['causes'] as readonly Readonly<Record<string, string>>[];
    expect(causes.map(({ message }) => message)).toEqual(['query', 'no such table: goods']);
    expect(causes[1]?.['stack']).toContain('log.test.ts');
  });

  it('a fault of the other side has no stack', () => {
    const { log, lines } = opened();
    log.fault(new SyncError('shop.busy', { address: 'https://shop.example' }, { cause: new Error('429') }));
    expect(read(lines[0])).toMatchObject({ code: 'shop.busy', causes: [{ message: '429' }] });
    expect(lines[0]).not.toContain('stack');
  });

  it('as text: one line, stacks pushed in below', () => {
    const { log, lines } = opened({ format: 'text' });
    log.line('info', 'taskEnded', { task: 'import-orders', created: 3, note: 'две думи' });
    log.fault(new SyncError('bug.assertion', {}, { cause: new Error('deep') }));
    expect(lines[0]).toMatch(
      /^\S+Z info {2}taskEnded pid=\d+ task=import-orders created=3 note="две думи"\n$/,
    );
    expect(lines[1]).toMatch(/^\S+Z error fault .*code=bug\.assertion.*\n {4}.*\n/);
    expect(lines[1]).toContain('\n    caused by Error: deep');
  });
});

describe('statements', () => {
  it('that took long are told within their work, without parameters and texts', async () => {
    const { log, lines } = opened({ level: 'debug' });
    const stop = tellSlowStatements(log, 20);
    try {
      await log.within({ run: 7 }, async () => {
        await toldStatement('memory', "select 1 where a = ? and b = 'Иван'", () => delay(30));
        await toldStatement('warehouse', 'select 2', async () => undefined);
        await toldStatement('warehouse', 'select 3', async () => {
          await delay(30);
          throw new Error('gone');
        }).catch(() => undefined);
      });
    } finally {
      stop();
    }
    await toldStatement('memory', 'select 4', () => delay(30));
    expect(lines.map(read)).toMatchObject([
      { level: 'debug', msg: 'slowSql', run: 7, place: 'memory', sql: "select 1 where a = ? and b = '…'" },
      { msg: 'slowSql', run: 7, place: 'warehouse', sql: 'select 3' },
    ]);
  });
});

describe('secrets', () => {
  it.each([
    'mysql://root:PLANTED@10.0.0.1/db',
    'Authorization: Bearer PLANTED',
    'https://hooks.example/services/PLANTED',
    'https://shop.example?key=PLANTED',
    '{"password":"PLANTED","x":1}',
    'token=PLANTED&x=1',
    'api_key: PLANTED',
  ])('are masked in %s', (text) => {
    expect(maskSecrets(text)).not.toContain('PLANTED');
  });

  it('what is none stays', () => {
    for (const text of [
      'shop.busy',
      'https://shop.example',
      'at file:///opt/x/main.ts:3:4',
      'using password: YES',
    ])
      expect([text, maskSecrets(text).length > 0]).toEqual([text, true]);
    expect(maskSecrets('at file:///opt/x/main.ts:3:4')).toBe('at file:///opt/x/main.ts:3:4');
  });
});

describe('a file of a log', () => {
  it('begins anew when it is full, keeps so many full ones, and loses no line of those', () => {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-log-'));
    folders.push(folder);
    const path = join(folder, 'program.log');
    const first = new RotatingFile(path, { mostBytes: 100, kept: 2 });
    for (let index = 0; index < 10; index += 1) first.write(`${String(index).padStart(39, '0')}\n`);
    // Who opens it again goes on where it ended.
    const second = new RotatingFile(path, { mostBytes: 100, kept: 2 });
    second.write(`${'9'.repeat(39)}\n`);
    expect(readdirSync(folder).toSorted()).toEqual(['program.log', 'program.log.1', 'program.log.2']);
    const lines = ['.2', '.1', ''].flatMap((end) => readFileSync(`${path}${end}`, 'utf8').trim().split('\n'));
    expect(lines.map(Number).slice(0, -1)).toEqual([6, 7, 8, 9]);
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(100);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('full ones go by their age; the one that is written stays', () => {
    const folder = mkdtempSync(join(tmpdir(), 'skladbridge-log-'));
    folders.push(folder);
    const path = join(folder, 'program.log');
    const file = new RotatingFile(path, { mostBytes: 10, kept: 3 });
    for (let index = 0; index < 4; index += 1) file.write('0123456789');
    for (const name of ['program.log', 'program.log.2', 'program.log.3'])
      utimesSync(join(folder, name), 1000, 1000);
    expect(file.forget(2_000_000)).toBe(2);
    expect(readdirSync(folder).toSorted()).toEqual(['program.log', 'program.log.1']);
    expect(file.forget(2_000_000)).toBe(0);
  });
});
