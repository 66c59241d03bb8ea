import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runChild } from '../../support/child.ts';

// What docs/hosting.md tells a hoster to type, in its order, and what he may mistype.

const data = mkdtempSync(join(tmpdir(), 'skladbridge-firms-'));
const [FIRST, SECOND] = ['Първа ООД', 'Втора ООД'];
const SHOP = 'Магазин';

/** Exit code and what was said, its lines joined. */
async function typed(...args: readonly string[]): Promise<readonly [number | null, string]> {
  const { code, stdout, stderr } = await runChild({ args: [...args, '--data', data] });
  return [code, (stdout + stderr).trim()];
}

const inFirm = async (firm: string, ...args: readonly string[]) => typed('--firm', firm, ...args);

async function firms(): Promise<readonly Record<string, unknown>[]> {
  const [, text] = await typed('tenant', 'list', '--json');
  return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

const refused = (code: string) => [2, expect.stringContaining(`[${code}]`)];
const said = (...words: readonly string[]) => [0, expect.stringMatching(words.join('[^]*'))];

describe('firms in a terminal', () => {
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('the firm of before gets a name first; each name is one firm’s', async () => {
    expect(await typed('tenant', 'add', SECOND)).toEqual(refused('tenant.nameless'));
    expect(await typed('tenant', 'rename', '-', FIRST)).toEqual(said(FIRST));
    expect(await typed('tenant', 'add', SECOND)).toEqual(said(SECOND, 'добавена'));
    expect(await typed('tenant', 'add', SECOND)).toEqual(refused('tenant.nameTaken'));
    expect(await typed('tenant', 'rename', 'Няма', 'X')).toEqual(refused('tenant.notFound'));
    expect((await firms()).map(({ name, servers, hasOwner }) => [name, servers, hasOwner])).toEqual([
      [SECOND, 0, false],
      [FIRST, 0, false],
    ]);
  }, 120_000);

  it('commands of one firm ask for it, and what they advise names it too', async () => {
    const [code, unsaid] = await typed('profile', 'list');
    expect([code, unsaid]).toEqual([2, expect.stringContaining('[tenant.needed]')]);
    expect(unsaid).toContain(`${FIRST}, ${SECOND}`);
    expect(await inFirm('Друга', 'profile', 'list')).toEqual(refused('tenant.notFound'));
    expect(await inFirm(SECOND, 'profile', 'list')).toEqual(said(`--firm "${SECOND}" profile add`));
  }, 60_000);

  it('a profile of one name may be in both, and each is shown its own alone', async () => {
    const settings = ['--set', 'warehouse=sqlite:/none.db', '--set', 'shopAddress=https://a.example.bg'];
    expect(await inFirm(SECOND, 'profile', 'add', SHOP, ...settings)).toEqual(said(SHOP));
    expect(await inFirm(FIRST, 'profile', 'show', SHOP)).toEqual(refused('profile.notFound'));
    expect(await inFirm(FIRST, 'profile', 'add', SHOP, ...settings)).toEqual(said(SHOP));
    expect((await firms()).map(({ servers }) => servers)).toEqual([1, 1]);
  }, 120_000);

  it('people: a role is typed, never supposed; the last owner stays', async () => {
    expect(await inFirm(SECOND, 'account', 'add', 'Мария', '--role', 'owner')).toEqual(said('Мария'));
    const member = async (...args: readonly string[]) => typed('tenant', 'member', ...args);
    expect(await member(FIRST, 'Мария', '--role', 'accountant')).toEqual(
      said('Мария', FIRST, 'счетоводител'),
    );
    expect(await member(FIRST, 'Мария')).toEqual([2, expect.stringContaining('--role | --out')]);
    expect(await member(FIRST, 'Мария', '--role', 'owner', '--out')).toEqual(refused('cli.wrongUse'));
    expect(await inFirm(FIRST, 'account', 'list')).toEqual(said('Мария', 'счетоводител'));
    expect(await member(FIRST, 'Мария', '--out')).toEqual(said('Мария', 'вече не е', FIRST));
    expect(await member(SECOND, 'Мария', '--out')).toEqual(refused('account.lastOwner'));
    expect(await typed('tenant', 'hoster', 'Мария')).toEqual(said('Мария', 'се грижи за фирмите'));
    expect(await typed('tenant', 'hoster', 'Никой')).toEqual(refused('account.notFound'));
  }, 120_000);

  it('a firm is suspended and resumed, and the list tells since when', async () => {
    expect(await typed('tenant', 'suspend', SECOND)).toEqual(said(SECOND, 'спряна'));
    const [suspended, open] = await firms();
    expect([suspended?.['suspendedAt'], open?.['suspendedAt']]).toEqual([expect.any(String), null]);
    expect(await typed('tenant', 'resume', SECOND)).toEqual(said(SECOND, 'работи отново'));
    expect((await firms()).map(({ suspendedAt }) => suspendedAt)).toEqual([null, null]);
  }, 60_000);
});
