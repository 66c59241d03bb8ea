import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { runChild } from '../support/child.ts';
import { workerBeside } from '../support/hosted/worker-beside.ts';
import { wholeMemory } from '../support/memory/whole-memory.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-cli-'));
  folders.push(folder);
  return folder;
}

describe('the demo, as a new user starts it', () => {
  it('--once imports, exports and reports; a second --once changes nothing and says so', async () => {
    const folder = await temporary();
    const first = await runChild({ args: ['demo', '--once', '--dir', folder] });
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toContain('Внесени поръчки: 53 от 60');
    expect(first.stdout).toContain('Невнесени поръчки: 7');
    expect(first.stdout.match(/^ {2}№ \d+: .{10,}$/gm)).toHaveLength(7);
    expect(first.stdout).toMatch(/Изпратени стоки: 8\d\d/);
    expect(first.stdout).toMatch(/Изпратени количества: 1\u00a0000/);
    const second = await runChild({ args: ['demo', '--once', '--dir', folder] });
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('Няма промени: складът и магазинът са в синхрон.');
    const json = await runChild({ args: ['demo', '--once', '--dir', folder, '--json'] });
    const report = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .at(-1);
    expect(report).toMatchObject({ type: 'demoReport', imported: 53, orders: 60, isInSync: true });
  });
});

describe('the command line', () => {
  it('profile, test, plan, apply, run, orders, attention, release and runs work together', async () => {
    const folder = await temporary();
    const data = ['--data', join(folder, 'data')];
    const warehouse = `sqlite:${join(folder, 'warehouse.db')}`;
    const planFile = join(folder, 'plan.json');
    let endWorker = async (): Promise<void> => undefined;
    const sandbox = await startSandbox({
      content: generateContent({ products: 20, orders: 5, seed: 3, currency: 'EUR', now: new Date() }),
    });
    try {
      const made = await runChild({ args: ['warehouse', 'init', warehouse, '--goods', '30', '--supto'] });
      expect(made.code).toBe(0);
      expect((await runChild({ args: ['warehouse', 'init', warehouse] })).stderr).toContain(
        'warehouse.notEmpty',
      );
      expect((await runChild({ args: ['warehouse', 'info', warehouse] })).stdout).toContain('DT279013');
      const settings = [
        'operator=2',
        'location=5',
        'deviceSerial=DT900001',
        'warehouseBuild=3.07.100',
        'groups=2,10',
        'deliveryGood=2',
        'feeGood=3',
        'discountGood=4',
      ];
      const add = await runChild({
        args: [
          'profile',
          'add',
          'Магазин',
          '--warehouse',
          warehouse,
          '--shop',
          sandbox.url,
          '--interface',
          'rest',
          '--username',
          'sklad',
          ...settings.flatMap((setting) => ['--set', setting]),
          '--secret-stdin',
          ...data,
        ],
        input: 'sandbox-secret\n',
      });
      expect([add.code, add.stderr]).toEqual([0, '']);
      const untold = await runChild({ args: ['profile', 'add', 'Друг', '--warehouse', warehouse, ...data] });
      expect([untold.code, untold.stdout.includes('СУПТО включено')]).toEqual([0, true]);
      const other = await runChild({ args: ['profile', 'show', 'Друг', ...data] });
      expect(other.stdout).toContain('[warehouseBuild]: 3.07.100 (СУПТО включено)');
      const shown = await runChild({ args: ['profile', 'show', 'Магазин', ...data] });
      expect(shown.stdout).toContain('Сериен номер на касов апарат [deviceSerial]: DT900001');
      expect(shown.stdout).toContain('Таен ключ [secret]: въведено');
      const tested = await runChild({ args: ['profile', 'test', 'Магазин', ...data] });
      expect(tested.code).toBe(0);
      expect(tested.stdout).toContain('Всичко е наред');
      endWorker = await workerBeside(join(folder, 'data'));
      const early = await runChild({ args: ['run', 'Магазин', ...data] });
      expect([early.code, early.stderr.includes('run.firstNeedsPlan')]).toEqual([2, true]);
      const plan = await runChild({ args: ['plan', 'Магазин', '--out', planFile, ...data] });
      expect(plan.code).toBe(0);
      expect((await stat(planFile)).mode & 0o777).toBe(0o600);
      const nowhere = join(folder, 'none', 'plan.json');
      const unwritten = await runChild({ args: ['plan', 'Магазин', '--out', nowhere, ...data] });
      expect([unwritten.code, unwritten.stderr.includes('file.folderMissing')]).toEqual([2, true]);
      const applied = await runChild({ args: ['apply', planFile, ...data] });
      expect(applied.code).toBe(3);
      const again = await runChild({ args: ['apply', planFile, ...data] });
      expect([again.code, again.stdout.includes('вече е направено')]).toEqual([0, true]);
      const attention = await runChild({ args: ['attention', 'Магазин', ...data] });
      expect(attention.stdout).toContain('в склада няма стока с код');
      expect((await runChild({ args: ['release', 'Магазин', '--all', ...data] })).stdout).toContain(
        'Освободени за нов опит',
      );
      expect((await runChild({ args: ['release', 'Магазин', '999', ...data] })).stderr).toContain(
        'attention.notFound',
      );
      const csv = await runChild({ args: ['orders', 'Магазин', '--format', 'csv', ...data] });
      expect(csv.stdout).toMatch(/^\uFEFFПоръчка;Дата;Сума;Документ;УНП;Етап;Причина/);
      const runs = await runChild({ args: ['runs', 'Магазин', '1', '--json', ...data] });
      expect(
        runs.stdout
          .trim()
          .split('\n')
          .every((line) => typeof JSON.parse(line) === 'object'),
      ).toBe(true);
      const state = await wholeMemory(join(folder, 'data'));
      expect([state.includes('DT900001'), state.includes('sandbox-secret')]).toEqual([true, false]);
      for (const result of [add, shown, tested, plan, applied, attention, csv, runs])
        expect(result.stdout + result.stderr).not.toContain('sandbox-secret');
    } finally {
      await endWorker();
      await sandbox.close();
    }
  });

  it('row e: a profile that was removed is listed, read and taken back', async () => {
    const data = ['--data', join(await temporary(), 'data')];
    const out = async (...args: readonly string[]): Promise<string> => {
      const result = await runChild({ args: [...args, ...data] });
      return `${result.code ?? ''} ${result.stdout}${result.stderr}`;
    };
    expect(await out('profile', 'removed')).toBe('0 Няма премахнати профили.\n');
    for (const shop of ['first', 'second']) {
      const settings = ['--shop', `https://${shop}.example.bg`];
      expect(await out('profile', 'add', 'Магазин', ...settings, '--secret-stdin')).toContain('0 ');
      expect(await out('profile', 'remove', 'Магазин', '--yes')).toContain('е премахнат');
    }
    expect(await out('profile', 'removed', '--lang', 'en')).toMatch(
      /2 {2}Магазин {2}https:\/\/second.*\n *1 {2}Магазин/,
    );
    expect(await out('orders', 'Магазин', '--removed')).toContain('0 ');
    expect(await out('runs', 'Магазин', '--removed', '1')).toContain('0 ');
    expect(await out('archive', 'export', 'Магазин', '--removed', '--format', 'csv')).toContain('raw');
    expect(await out('orders', 'Магазин', '--removed', '7')).toMatch(/^2 .*profile\.notRemoved/);
    expect(await out('profile', 'restore', 'Магазин', '--id', '1', '--as', 'Първи')).toContain('е върнат');
    expect(await out('profile', 'restore', 'Магазин')).toContain('е върнат');
    expect(await out('profile', 'list')).toMatch(/Магазин[^]*Първи/);
  });

  it('tells bad input with code, remedy and exit code, in both languages', async () => {
    const data = ['--data', join(await temporary(), 'data')];
    const broken = join(await temporary(), 'broken.json');
    await writeFile(broken, '{"format":"skladbridge-plan-1","profile":"X","tasks":[null]}');
    const cases: readonly (readonly [readonly string[], number, string])[] = [
      [['apply', broken, ...data], 2, 'plan.file.malformed'],
      [['run', 'няма', ...data], 2, 'profile.notFound'],
      [['frobnicate'], 2, 'cli.wrongUse'],
      [['profile', 'add', 'X', '--set', 'unknown=1', ...data], 2, 'settings.unknownKey'],
      [['profile', 'add', 'X', '--set', 'priceGroup=12', ...data], 2, 'settings.badValue'],
      [['profile', 'add', 'X', '--set', 'schedule=понякога', ...data], 2, 'settings.schedule.malformed'],
      [['apply', join(data[1] ?? '', 'none.json'), ...data], 2, 'file.notFound'],
      [['warehouse', 'info', 'sqlite:/nowhere/at/all.db'], 10, 'warehouse.unreachable'],
      [['warehouse', 'init', 'mysql://host/db'], 2, 'settings.warehouseUrl.malformed'],
      [['warehouse', 'info', 'access:C:/Склад/Microinvest.mdb', ...data], 10, 'warehouse.unreachable'],
      [['warehouse', 'info', 'Microinvest.accdb', ...data], 10, 'warehouse.unreachable'],
      [['warehouse', 'init', 'access:Microinvest.mdb', ...data], 2, 'warehouse.access.readOnly'],
    ];
    for (const [args, code, error] of cases) {
      const result = await runChild({ args });
      expect([args.slice(0, 2), result.code, result.stderr.includes(error)]).toEqual([
        args.slice(0, 2),
        code,
        true,
      ]);
      expect(result.stderr).toContain('Какво да направите:');
    }
    const english = await runChild({ args: ['run', 'none', '--lang', 'en', ...data] });
    expect(english.stderr).toContain('There is no profile "none".');
    const json = await runChild({ args: ['run', 'none', '--json', ...data] });
    expect(JSON.parse(json.stdout)).toMatchObject({
      type: 'error',
      code: 'profile.notFound',
      kind: 'setting',
    });
  });

  it('says what each command does, in Bulgarian and in English', async () => {
    expect((await runChild({ args: ['--help'] })).stdout).toContain('дневник на поръчките');
    expect((await runChild({ args: ['profile', '--help', '--lang', 'en'] })).stdout).toContain(
      'all settings with help',
    );
    expect((await runChild({ args: ['profile', 'settings'] })).stdout).toContain(
      'Активен потребител в Склад Pro',
    );
    expect((await runChild({ args: ['doctor', '--data', join(await temporary(), 'd')] })).code).toBe(0);
  });
});
