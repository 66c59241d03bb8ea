import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asSyncError } from '../model/sync-error.ts';
import { handedKey } from './master-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'skladbridge-key-'));
const KEY = 'ab'.repeat(32);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function tell(env: Readonly<Record<string, string>>): Promise<string> {
  const telling = handedKey({ PATH: process.env['PATH'], ...env }, 'KEY');
  return telling === null
    ? 'none'
    : telling(false).catch((error: unknown) => {
        const { code, facts } = asSyncError(error);
        return `${code} ${JSON.stringify(facts)}`;
      });
}

describe('the key of the secrets (S22)', () => {
  it('is named by the environment: itself, a file, or a command that prints it', async () => {
    const file = join(folder, 'key');
    writeFileSync(file, `${KEY}\n`);
    expect(await tell({})).toBe('none');
    expect(await tell({ SKLADBRIDGE_KEY: KEY, SKLADBRIDGE_KEY_FILE: 'x' })).toBe(KEY);
    expect(await tell({ SKLADBRIDGE_KEY_FILE: file })).toBe(KEY);
    expect(await tell({ SKLADBRIDGE_KEY_COMMAND: `cat '${file}'` })).toBe(KEY);
    expect(await tell({ SKLADBRIDGE_KEY_FILE: join(folder, 'none') })).toContain('file.notFound');
  });

  it('a command that fails is told without what it has printed', async () => {
    const told = await tell({ SKLADBRIDGE_KEY_COMMAND: `echo ${KEY}; echo half-a-key >&2; exit 3` });
    expect(told).toBe('secrets.keyCommand {"problem":"3"}');
  });

  it('a command is run once, and anew when its key opens nothing any more', async () => {
    const count = join(folder, 'count');
    const telling = handedKey(
      { SKLADBRIDGE_NEW_KEY_COMMAND: `echo x >> '${count}'; echo ${KEY}` },
      'NEW_KEY',
    );
    for (const isAnew of [false, false, true, false]) expect(await telling?.(isAnew)).toBe(KEY);
    expect(readFileSync(count, 'utf8')).toBe('x\nx\n');
  });
});
