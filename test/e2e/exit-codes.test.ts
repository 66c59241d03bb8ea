import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { typeCommand } from './type-command.ts';
import { workerBeside } from '../support/hosted/worker-beside.ts';
import { makeWorld, PROFILE, worldSettings } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let endWorker: () => Promise<void>;
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

beforeAll(async () => {
  world = await makeWorld({ goods: 20, orders: 3, seed: 4 });
  const { app, warehousePath, sandbox, folder } = world;
  const profiles = [
    ['Грешен ключ', worldSettings(warehousePath, sandbox.url), 'not-the-key'],
    ['Без ключ', worldSettings(warehousePath, sandbox.url), null],
    ['Без склад', worldSettings(join(folder, 'none.db'), sandbox.url), 'sandbox-secret'],
    ['Без магазин', worldSettings(warehousePath, NOWHERE), 'sandbox-secret'],
    ['Без апарат', worldSettings(warehousePath, sandbox.url, { deviceSerial: '' }), 'sandbox-secret'],
  ] as const;
  for (const [name, settings, secret] of profiles) {
    await app.addProfile(name, settings);
    if (secret !== null) await app.setSecret(name, 'secret', secret);
  }
  endWorker = await workerBeside(join(folder, 'data'));
});

afterAll(async () => {
  await endWorker();
  await world.close();
});

/** Faults of a profile, each with the exit code that every command that meets it ends with. */
const FAULTS: readonly (readonly [profile: string, exit: number])[] = [
  ['Грешен ключ', EXIT.refused],
  ['Без ключ', EXIT.refused],
  ['Без склад', EXIT.notReached],
];

/** Commands that ask the shop and the warehouse, with what stands after the profile's name. */
const ASKING = [
  'profile test …',
  'plan …',
  'run … --yes',
  'reconcile …',
  'rebuild …',
  'check …',
  'pair …',
  'import-from-here …',
];

/** Commands that name a profile and ask nobody. */
const NAMING = [
  'profile show …',
  'profile edit …',
  'profile remove … --yes',
  'profile restore …',
  'profile secret … secret',
  'profile words …',
  'orders …',
  'attention …',
  'release … --all',
  'link … 1 1',
  'unlink … 1',
  'runs …',
  'missing …',
  'missing … --let-go',
  'archive export …',
  'archive erase … --order 1 --yes',
  'audit-file … 2026-10',
  'refund-way … 1 card',
  'collect …',
];

interface Told {
  readonly code: number;
  readonly output: string;
}

async function type(command: string, profile: string): Promise<Told> {
  const argv = command.split(' ').map((word) => (word === '…' ? profile : word));
  const { code, stdout, stderr } = await typeCommand(['--data', join(world.folder, 'data'), ...argv]);
  return { code, output: stdout + stderr };
}

/** What differs from an exit code and an error that helps. */
async function differences(commands: readonly string[], profile: string, exit: number) {
  const found: string[] = [];
  for (const command of commands) {
    const { code, output } = await type(command, profile);
    const isHelpful = output.includes('Какво да направите: ') || /^ {4}\S/m.test(output);
    if (code !== exit || !isHelpful) found.push(`${command} ${profile}: ${code} ${output.slice(-300)}`);
  }
  return found;
}

describe('the exit code of every command for every fault (README)', () => {
  it.each(FAULTS)('%s: %i', async (profile, exit) => {
    expect(await differences(ASKING, profile, exit)).toEqual([]);
  });

  it('a shop that is not reached is 10', async () => {
    expect(await differences(['profile test …', 'plan …'], 'Без магазин', EXIT.notReached)).toEqual([]);
  });

  it('settings that are not whole are 2', async () => {
    expect(
      await differences(['profile test …', 'plan …', 'run … --yes'], 'Без апарат', EXIT.wrongUse),
    ).toEqual([]);
  });

  it('a profile that there is not is 2', async () => {
    expect(await differences([...ASKING, ...NAMING], 'Няма го', EXIT.wrongUse)).toEqual([]);
  });

  it('done is 0, and 3 when something was parked for a person', async () => {
    expect((await type('plan …', PROFILE)).code).toBe(EXIT.done);
    const [number = 0] = world.sandbox.store.ids('orders');
    const order = world.sandbox.store.get('orders', number) ?? {};
    world.sandbox.store.put('orders', number, { ...order, orderCurrencyCode: 'BGN' });
    expect((await type('run … --yes', PROFILE)).code).toBe(EXIT.parked);
    const again = await type('run … --yes', PROFILE);
    expect(again.code).toBe(EXIT.done);
    expect(again.output).toContain(`Чакат вас: 1\u00a0запис за внимание. Вижте ги с „skladbridge --data`);
    expect(again.output).not.toContain('в синхрон');
  });

  it('stand in the README as they are', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
    expect(rows.toSorted((left, right) => left - right)).toEqual(
      Object.values(EXIT).toSorted((left, right) => left - right),
    );
  });
});

describe('what a person sees who was not there (issue 15)', () => {
  it('a failed run says that it failed, why and what to do, and never that both sides are in step', async () => {
    const { code, output } = await type('run … --yes', 'Грешен ключ');
    expect([code, output.includes('в синхрон')]).toEqual([EXIT.refused, false]);
    const { output: list } = await type('runs …', 'Грешен ключ');
    const [, id = ''] = /Защо не е завършено № (\d+): /.exec(list) ?? [];
    expect(list).toContain('неуспешно');
    const { output: report } = await type(`runs … ${id}`, 'Грешен ключ');
    expect(report).toContain(`✗ Пускане № ${id}: неуспешно`);
    expect(report).toContain('[shop.secret.refused]');
    expect(report).toContain('Какво да направите: ');
    expect(report).not.toContain('в синхрон');
  });

  it('every setting that is refused is told by its label, not the first of them alone', async () => {
    const wrong = ['location=88', 'deliveryGood=9999', 'groups=777'].flatMap((each) => ['--set', each]);
    const { code, output } = await type(`profile edit … ${wrong.join(' ')}`, PROFILE);
    expect(code).toBe(EXIT.wrongUse);
    for (const label of ['Обект за операции', 'Стока за доставка', 'Групи от стоки'])
      expect(output).toContain(`${label}: `);
    expect(output.match(/Какво да направите: /g)).toHaveLength(3);
  });

  it('who has forgotten his password is let in from here, with a temporary one', async () => {
    const { access } = world.app;
    const { password: before } = await access.desk.addWithTemporary({
      name: 'Яна',
      role: 'owner',
      language: 'bg',
    });
    expect((await type('account list', PROFILE)).output).toMatch(/Яна +собственик/);
    const { code, output } = await type('account reset Яна', PROFILE);
    const [password = ''] = /парола[^:]*: ([^. ]+)\./.exec(output)?.slice(1) ?? [];
    expect([code, password === before, password.length > 7]).toEqual([EXIT.done, false, true]);
    expect(await type('account reset Никой', PROFILE)).toMatchObject({
      code: EXIT.wrongUse,
      output: expect.stringMatching(/\[account\.notFound\][^]* account list/) as string,
    });
  });

  it('a plan shows the orders that cannot come in, again while they wait, and says that something waits', async () => {
    const [number = 0] = world.sandbox.store.ids('orders');
    const plans = [await type('plan … --task import-orders', PROFILE)];
    expect(plans.map(({ output }) => output)).toEqual([
      expect.stringMatching(new RegExp(`! Поръчка № ${number} [^]*1\u00a0запис за внимание`)),
    ]);
    expect(plans[0]?.output).toContain('има какво да се реши');
  });

  it('a terminal of 50 columns gets every number whole', async () => {
    const data = ['--data', join(world.folder, 'data')];
    for (const command of [
      ['orders', PROFILE],
      ['runs', PROFILE],
      ['plan', PROFILE],
      ['warehouse', 'info', `sqlite:${world.warehousePath}`],
    ]) {
      const wide = await typeCommand([...data, ...command], { env: { NO_COLOR: '1' } });
      const narrow = await typeCommand([...data, ...command], { env: { NO_COLOR: '1' }, columns: 50 });
      const lines = narrow.stdout.split('\n').filter((line) => !line.includes('\r'));
      expect(lines.filter((line) => line.length > 50 && line.trim().includes(' '))).toEqual([]);
      const numbers = (text: string) => new Set(text.match(/\d[\d\u00a0,.:-]*\d/g));
      const whole = numbers(wide.stdout);
      expect([...numbers(lines.join('\n'))].filter((number) => !whole.has(number))).toEqual([]);
    }
  });

  it('decimals are numbers in --json, and the words of people elsewhere', async () => {
    const data = ['--data', join(world.folder, 'data')];
    const { stdout } = await typeCommand([...data, 'orders', PROFILE, '--json']);
    const totals = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { total: unknown }).total);
    expect(totals.every((total) => typeof total === 'number' || total === null)).toBe(true);
    expect((await type('orders …', PROFILE)).output).toMatch(/\d,\d\d\u00a0(?:€|лв\.)/);
  });
});
