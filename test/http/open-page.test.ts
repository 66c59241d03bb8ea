import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runChild } from '../support/child.ts';

/** What `serve` says of itself until it runs. */
async function said(...options: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-open-'));
  const args = ['serve', '--port', '0', '--data', folder, '--lang', 'en', ...options];
  const { stderr } = await runChild({ args, killAfter: (line) => line.startsWith('First sign-in') });
  await rm(folder, { recursive: true, force: true });
  return stderr;
}

it('a page that a network reaches without TLS is warned of, one of this machine or behind TLS is not', async () => {
  expect(await said('--host', '0.0.0.0')).toContain('without TLS');
  expect(await said()).toBe('');
  expect(await said('--host', '0.0.0.0', '--url', 'https://sklad.example.bg')).toBe('');
});
