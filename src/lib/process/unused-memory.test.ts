import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { keepMemoryGivenBack } from './unused-memory.ts';

const FILE = new URL('./unused-memory.ts', import.meta.url).href;

/** A process of its own: what it has taken from the system is its own too. Megabytes before and after. */
const PROGRAM = `
import { keepHeapSmall } from '${new URL('./small-heap.ts', import.meta.url).href}';
import { giveMemoryBack } from '${FILE}';
keepHeapSmall();
let kept = [];
for (let round = 0; round < 60; round += 1) {
  kept.push(Array.from({ length: 20_000 }, (_, each) => ({ each, name: 'row ' + each })));
  if (kept.length > 8) kept = [];
  await new Promise((resolve) => void setImmediate(resolve));
}
kept = [];
const before = process.memoryUsage.rss();
giveMemoryBack();
giveMemoryBack();
console.log(JSON.stringify([before, process.memoryUsage.rss(), typeof globalThis.gc]));
`;

test('what the engine has emptied goes back to the system, and nothing is left in its world', () => {
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM], { encoding: 'utf8' });
  const [before, after, gc] = JSON.parse(told) as [number, number, string];
  expect(after / before).toBeLessThan(0.8);
  expect(gc).toBe('undefined');
});

test('it is looked whether memory is to be given back a minute after what is done every five minutes', async () => {
  const stop = new AbortController();
  const waits: number[] = [];
  await keepMemoryGivenBack(async (milliseconds) => {
    waits.push(milliseconds);
    if (waits.length === 3) stop.abort();
  }, stop.signal);
  expect(waits).toEqual([60_000, 300_000, 300_000]);
});
