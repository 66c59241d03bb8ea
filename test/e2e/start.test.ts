import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { memoryEnvironment } from '../support/memory/memory-place.ts';
import { IS_ON_FILE } from '../support/memory/on-file.ts';
import { readStartReport, REPORTING } from '../support/report-start.ts';

// What a start loads decides how long it takes; how long it takes is told by `bench/start.ts`.

const PROGRAM = fileURLToPath(new URL('../../bin/skladbridge.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-start-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The packages and rooms that a call of the program loads. */
async function loadedBy(...words: readonly string[]): Promise<ReadonlySet<string>> {
  const { stderr } = spawnSync(process.execPath, [...REPORTING, PROGRAM, ...words], {
    encoding: 'utf8',
    env: { ...process.env, ...(await memoryEnvironment(folder)) },
  });
  return new Set(
    readStartReport(stderr).loaded.flatMap(
      (url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? /\/(src\/[^/]+)\//.exec(url)?.[1] ?? [],
    ),
  );
}

describe('a start of the program', () => {
  it('that tells its version or its help loads words and commands, and nothing that works', async () => {
    for (const word of ['--version', '--help']) {
      const loaded = await loadedBy(word);
      expect(loaded.has('src/cli')).toBe(true);
      const working = ['src/app', 'src/sync', 'src/state', 'src/shop', 'kysely', 'zod', 'fast-xml-parser'];
      expect([word, working.filter((name) => loaded.has(name))]).toEqual([word, []]);
    }
  });

  it('that reads the memory loads no driver, no web server and nothing that reads XML or sends', async () => {
    const loaded = await loadedBy('orders', 'Няма', '--data', folder);
    expect(loaded.has('src/state')).toBe(true);
    expect(loaded.has('pg')).toBe(!IS_ON_FILE);
    const idle = ['tedious', 'mysql2', 'pg-boss', 'undici', 'hono', 'vite', 'nodemailer', 'src/http'];
    idle.push('fast-xml-parser');
    expect(idle.filter((name) => loaded.has(name))).toEqual([]);
  });
});
