import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = [
  'src',
  'test',
  'web',
  'tools',
  'dist',
  'docs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'vitest.proof.config.ts',
];

/** Of the crash matrix, the steps between which its bugs lie: a whole column takes minutes. */
const STEPS = '^(ledger\\.(advanceCursor|keep)|links\\.save|shop\\.writeProducts)';
const ENV = { ...process.env, SKLADBRIDGE_MATRIX_ONLY: STEPS };

interface PlantedBug {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Tests that must become red. */
  readonly tests: readonly string[];
}

/** The worst bugs that a connector can have (lessons.md); docs/testing.md lists them too. */
const BUGS: readonly PlantedBug[] = [
  {
    name: 'the cursor is moved before the orders are kept',
    file: 'src/app/tasks/orders/order-recorder.ts',
    from: '    await this.#archive(window);\n',
    to: '    if (window.readTo !== null) await state.ledger.advanceCursor(profile.id, window.readTo);\n    await this.#archive(window);\n',
    tests: ['test/crash/matrix.test.ts'],
  },
  {
    name: 'an order is dismissed without looking for its document',
    file: 'src/app/tasks/orders/gather-orders.ts',
    from: '  const questions = asked.map(({ entry, order })',
    to: '  const questions = asked.filter(isDue).map(({ entry, order })',
    tests: ['test/flows/order-traces.test.ts', '-t', 'I18'],
  },
  {
    name: 'what is recorded is not asked for',
    file: 'src/app/tasks/import-orders.ts',
    from: '    yield* this.#decider.recorded();\n',
    to: '',
    tests: ['test/flows/restored-warehouse.test.ts', '-t', 'Q1'],
  },
  {
    name: 'a document is adopted without comparing it',
    file: 'src/sync/orders/order-adoption.ts',
    from: '  const own = judged.find(({ wrong }) => wrong.length === 0);',
    to: '  const [own] = judged;',
    tests: ['test/flows/order-traces.test.ts', '-t', 'Q5: a document'],
  },
  {
    name: 'orders of a past series are taken for new ones',
    file: 'src/app/numbering/check-numbering.ts',
    from: '  if (cameBack !== null) return cameBack;\n',
    to: '',
    tests: ['test/flows/shop-put-back.test.ts', '-t', 'put back to the former'],
  },
  {
    name: 'what a restored shop has is believed, because its numbers go on',
    file: 'src/app/runner.ts',
    from: 'if (fault === null) return this.#mendRestored(session.shared);',
    to: 'if (fault === null) return;',
    tests: ['test/flows/shop-put-back.test.ts', '-t', 'numbers go on'],
  },
  {
    name: 'another order is taken for the imported one of its number',
    file: 'src/app/tasks/orders/gather-orders.ts',
    from: '    if (entry !== null && fault !== null) {',
    to: "    if (entry !== null && fault?.code === '') {",
    tests: ['test/flows/shop-put-back.test.ts', '-t', 'does not reach'],
  },
  {
    name: 'a clock that runs ahead makes open orders old',
    file: 'src/sync/plan-stock.ts',
    from: '...placed.slice(-1)',
    to: '...placed.slice(0, 0)',
    tests: ['test/flows/wrong-clock.test.ts'],
  },
  {
    name: 'an order that became a sale is taken for lost',
    file: 'src/warehouse/sql/remembered/remembered-documents.ts',
    from: '[own, ...next], includesVat',
    to: '[own], includesVat',
    tests: ['test/flows/restored-warehouse.test.ts', '-t', 'became a sale'],
  },
  {
    name: 'the claim is left out',
    file: 'src/warehouse/sql/record-operation.ts',
    from: '  await claim(database, planned, engine);\n',
    to: '',
    tests: ['test/unp/allocation.test.ts', '-t', 'F2'],
  },
  {
    name: 'the claims of a group are left out',
    file: 'src/warehouse/sql/documents/record-group.ts',
    from: "  if (!(await claimKeyRows(database, engine, claims))) throw new NotAsGroup('an order is claimed');\n",
    to: '',
    tests: ['test/engines/sqlite-warehouse.test.ts', '-t', 'one that stands in the way'],
  },
  {
    name: 'a create whose answer was lost is sent again blindly',
    file: 'src/shop/seliton-rest/write-products.ts',
    from: "path: 'products/', body, kind: 'create'",
    to: "path: 'products/', body, kind: 'repeatableWrite'",
    tests: ['test/shop/rest', '-t', 'E6'],
  },
  {
    name: 'the УНП is drawn outside of the document’s transaction',
    file: 'src/warehouse/sql/sql-warehouse.ts',
    from: '      const recording = { engine: this.#engine, facts, sequence: this.#sequence };',
    to: `      const drawn = draft.unp === null ? null : await this.#sequence.draw(this.#database, draft.unp);
      const sequence = { draw: async () => drawn } as unknown as UnpSequence;
      const recording = { engine: this.#engine, facts, sequence };`,
    tests: ['test/unp/failures.test.ts', '-t', 'F5'],
  },
  {
    name: 'the link is saved before the shop has answered',
    file: 'src/app/tasks/product-writer.ts',
    from: '      for await (const outcome of shop.writeProducts(writes.part(), signal)) {',
    to: `      for (const { write, productId, link } of pending) if (write !== null && productId !== null) await saver.add({ ...link, productId }, null);
      await saver.flush();
      for await (const outcome of shop.writeProducts(writes.part(), signal)) {`,
    tests: ['test/crash/matrix.test.ts'],
  },
];

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-planted-'));
  folders.push(folder);
  // With their times: a page that is as new as its sources is not built again for each bug.
  for (const name of COPIED)
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** A copy of the project with the bug in it. */
function plant(bug: PlantedBug): string {
  const folder = copy();
  const path = join(folder, bug.file);
  const text = readFileSync(path, 'utf8');
  expect(text.split(bug.from), `${bug.file} has changed: the bug cannot be planted`).toHaveLength(2);
  writeFileSync(path, text.replace(bug.from, bug.to));
  return folder;
}

describe('planted bugs make the suite red', () => {
  for (const bug of BUGS) {
    it(
      bug.name,
      () => {
        const { status, stdout, stderr } = spawnSync('vitest', ['run', ...bug.tests], {
          cwd: plant(bug),
          encoding: 'utf8',
          env: ENV,
        });
        const output = `${stdout}${stderr}`;
        // Red because tests failed, not because nothing could be run.
        expect([bug.name, status, /Tests .*\d+ failed/.test(output.replaceAll(/\u001B\[\d+m/g, ''))]).toEqual(
          [bug.name, 1, true],
        );
      },
      1_800_000,
    );
  }

  it('and without a bug the same copy is green', () => {
    const tests = ['test/crash/matrix.test.ts', 'test/shop/rest', 'test/unp/failures.test.ts'];
    const folder = copy();
    const { status, stdout } = spawnSync('vitest', ['run', ...tests], {
      cwd: folder,
      encoding: 'utf8',
      env: ENV,
    });
    expect([status, stdout.slice(-2000)]).toEqual([0, expect.anything()]);
  }, 1_800_000);

  it('are in docs/testing.md', () => {
    const page = readFileSync(join(ROOT, 'docs', 'testing.md'), 'utf8');
    for (const bug of BUGS) expect(page).toContain(`| ${bug.name} | \`${bug.file}\` |`);
  });
});
