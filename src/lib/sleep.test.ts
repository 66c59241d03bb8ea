import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import { sleep, timeLimit } from './sleep.ts';

test('is over after its time, with the reason that fetch and drivers know', async () => {
  const signal = timeLimit(5);
  expect(signal.aborted).toBe(false);
  await sleep(30);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('is over with the reason of the signal that it is made with', () => {
  const asked = new AbortController();
  const signal = timeLimit(60_000, asked.signal);
  asked.abort(new Error('stopped'));
  expect(signal.reason).toMatchObject({ message: 'stopped' });
});

test('leaves nothing behind when it is joined with another signal, as each request to a shop does', async () => {
  const stop = new AbortController();
  const count = (): number => queryObjects(AbortSignal, { format: 'count' });
  const before = count();
  for (let each = 0; each < 200; each += 1)
    AbortSignal.any([new AbortController().signal, timeLimit(5, stop.signal)]);
  await sleep(50);
  expect(count() - before).toBeLessThan(50);
});
