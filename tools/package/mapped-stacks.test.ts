import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundleProgram } from './bundle-program.ts';
import { ROOT } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'skladbridge-stacks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BYTES_PER_MB = 1_048_576;

/** Fails in the largest of the bundles, and tells the stack and what the engine holds before and after. */
const BEGUN = `
const { servePage } = await import(${JSON.stringify(join(ROOT, 'src/compose/serve-page.ts'))});
const stackOf = async () => servePage(null, null).then(() => '', (error) => error.stack);
const held = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
await servePage(null, null).catch(() => undefined);
const before = held();
const stacks = [];
for (let each = 0; each < 2; each += 1) stacks.push(await stackOf());
process.stdout.write(JSON.stringify({ stacks, grown: held() - before }));
`;

it('a stack of a bundle names the line of the source, and what was read for that is let go', async () => {
  const begun = join(folder, 'begun.ts');
  writeFileSync(begun, BEGUN);
  await bundleProgram(folder, relative(ROOT, begun));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const program = join(folder, 'program/main.js');
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const told = JSON.parse(stdout) as { stacks: [string, string]; grown: number };
  const [first, second] = told.stacks;
  const [, line = ''] = /\(src\/compose\/serve-page\.ts:(\d+):\d+\)/.exec(first) ?? [];
  const source = readFileSync(join(ROOT, 'src/compose/serve-page.ts'), 'utf8').split('\n');
  expect(source[Number(line) - 1]).toContain('} = request;');
  expect(first).toContain('begun.ts:3:');
  expect(second).toBe(first);
  expect(told.grown / BYTES_PER_MB).toBeLessThan(1);
});
