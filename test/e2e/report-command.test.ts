import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import { openWorldParts } from '../support/world.ts';
import { openHostedPage } from '../support/reporting/hosted-page.ts';
import { typeCommand } from './type-command.ts';

const NOW = '2026-11-26T10:00:00.000Z';
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

it('report to, show and stop: told at once whether it was taken, and the token is shown nowhere', async () => {
  const hosted = await openHostedPage();
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-report-'));
  open.push(
    () => hosted.close(),
    () => rm(folder, { recursive: true, force: true }),
  );
  const { id, token } = await hosted.add('Варна');
  const file = join(folder, 'token.txt');
  await writeFile(file, `${token}\n`);
  const outputs: string[] = [];
  const type = async (...words: readonly string[]): Promise<number> => {
    const data = ['--data', join(folder, 'data'), '--lang', 'en'];
    const { code, stdout, stderr } = await typeCommand([...words, ...data]);
    outputs.push(stdout + stderr);
    return code;
  };
  expect(await type('report', 'show')).toBe(EXIT.done);
  expect(outputs.at(-1)).toContain('reports nowhere');
  expect(await type('report', 'to', 'http://sklad.example.bg', '--token-file', file)).toBe(EXIT.wrongUse);
  expect(await type('report', 'to', hosted.url)).toBe(EXIT.wrongUse);
  expect(outputs.at(-1)).toContain('token');
  expect(await type('report', 'to', hosted.url, '--token-file', file, '--every', '15')).toBe(EXIT.done);
  expect(outputs.at(-1)).toMatch(/every 15 min at least[\s\S]*last report was taken/);
  expect((await hosted.app.reportedShops.show(id)).shop).toMatchObject({
    everyMinutes: 15,
    version: '0.0.0',
  });
  expect(await type('report', 'show', '--json')).toBe(EXIT.done);
  await hosted.app.reporters.revoke(id);
  expect(await type('report', 'to', hosted.url)).toBe(EXIT.refused);
  expect(await type('report', 'show')).toBe(EXIT.done);
  expect(outputs.at(-1)).toContain('does not accept this token');
  expect(await type('report', 'stop')).toBe(EXIT.done);
  expect(await type('report', 'to', hosted.url)).toBe(EXIT.wrongUse);
  expect(outputs.join('')).not.toContain(token);
});

it('of several firms --firm says whose line it is; nobody’s is touched without it', async () => {
  const hosted = await openHostedPage();
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-report-firms-'));
  open.push(
    () => hosted.close(),
    () => rm(folder, { recursive: true, force: true }),
  );
  const { id, token } = await hosted.add('Бета');
  const file = join(folder, 'token.txt');
  await writeFile(file, token);
  const { state } = await openWorldParts(join(folder, 'data'));
  await state.tenants.rename(FIRST_TENANT, 'Алфа');
  const other = await state.tenants.add('Бета', NOW);
  await state.of(FIRST_TENANT).profiles.add('На Алфа', defaultSettings(), NOW);
  await state.of(other.id).profiles.add('На Бета', defaultSettings(), NOW);
  await state.close();
  const type = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await typeCommand([
      ...words,
      '--data',
      join(folder, 'data'),
      '--lang',
      'en',
    ]);
    return { code, told: stdout + stderr };
  };
  for (const command of [['show'], ['stop'], ['to', hosted.url, '--token-file', file]])
    expect(await type('report', ...command)).toMatchObject({
      code: EXIT.wrongUse,
      told: expect.stringContaining('tenant.needed'),
    });
  expect((await type('--firm', 'Бета', 'report', 'to', hosted.url, '--token-file', file)).code).toBe(
    EXIT.done,
  );
  const { shop } = await hosted.app.reportedShops.show(id);
  expect(shop.profiles.map(({ name }) => name)).toEqual(['На Бета']);
  expect((await type('--firm', 'Алфа', 'report', 'show')).told).toContain('reports nowhere');
  expect((await type('--firm', 'Алфа', 'report', 'stop')).code).toBe(EXIT.done);
  expect((await type('--firm', 'Бета', 'report', 'show')).told).toContain('last report was taken');
});
