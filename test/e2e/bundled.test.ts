import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layProgram } from '../../tools/package/program-files.ts';
import { putAccessFile } from '../support/access-files.ts';
import { memoryEnvironment } from '../support/memory/memory-place.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import { readStartReport, REPORTING } from '../support/report-start.ts';

// The program as packages have it, bundled, away from the clone: what finds its files by its own place finds them there.

const folder = mkdtempSync(join(tmpdir(), 'skladbridge-bundled-'));
const program = join(folder, 'program');
let memory: Readonly<Record<string, string>>;
const main = join(program, 'program/main.js');

interface Called {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function callIn(env: Readonly<Record<string, string>>, ...words: readonly string[]): Called {
  return spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, npm_command: '', SKLADBRIDGE_DATA: join(folder, 'data'), ...memory, ...env },
  });
}

function call(...words: readonly string[]): Called {
  return callIn({}, ...words);
}

beforeAll(async () => {
  memory = await memoryEnvironment(join(folder, 'data'));
  await layProgram(program, '0.2.9');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bundled program', () => {
  it('tells the version of its package, and does the main job with what lies beside it', () => {
    expect(call(main, '--version').stdout).toBe('0.2.9\n');
    const demo = call(main, 'demo', '--once', '--lang', 'en');
    expect([demo.status, demo.stderr]).toEqual([0, '']);
    expect(demo.stdout).toContain('Orders imported: 53 of 60');
  });

  it('names its command as packages put it on the path', () => {
    const refused = call(main, 'run', 'Няма', '--lang', 'en');
    expect([refused.status, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/"skladbridge [^"]*profile list"/),
    ]);
  });

  it('finds the client of agents’ hubs beside it', () => {
    const told = callIn({ SKLADBRIDGE_NATS: 'nats://u:p@127.0.0.1:1' }, main, 'doctor', '--json').stdout;
    expect(told).toContain('"point":"hubAway","isOk":false,"facts":{"code":"agent.hubUnreachable"}');
  });

  it('reads an Access file in a thread of its own', () => {
    const read = call(main, 'warehouse', 'info', putAccessFile(folder, 'small.mdb'), '--lang', 'en');
    expect([read.status, read.stderr]).toEqual([0, '']);
  });

  // A database is spoken to by a library beside it, `pg`.
  itOnFile(
    'reads the memory within 90 megabytes, half of which are Node’s, and loads no library beside it (B8)',
    () => {
      const { stderr } = call(...REPORTING, main, 'profile', 'list');
      const { loaded, peakMegabytes } = readStartReport(stderr);
      expect(loaded.some((url) => url.includes('node_modules'))).toBe(false);
      expect(peakMegabytes).toBeLessThan(90);
    },
  );

  it('names in a stack the line of its source', () => {
    rmSync(join(program, 'package.json'));
    expect(call(main, '--version').stderr).toMatch(/ at src\/main\.ts:\d+:\d+\n/);
  });

  it('brings the licences of the libraries that are part of it', () => {
    const licences = readFileSync(join(program, 'program/LICENSES'), 'utf8');
    for (const name of ['kysely', 'zod', 'hono', 'commander', 'fast-xml-parser'])
      expect(licences).toMatch(new RegExp(`^${name} [\\d.]+: MIT$`, 'm'));
    expect(licences.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(10);
  });
});
