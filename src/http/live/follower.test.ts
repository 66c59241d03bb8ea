import { expect, it } from 'vitest';
import { Follower } from './follower.ts';
import type { FeedEntry } from './follower.ts';

const entry = (id: string): FeedEntry => ({ id, word: () => ({ type: 'hello', at: '', isResumed: false }) });

it('a page takes what comes in its order, waits for more, and hears of the end', async () => {
  const follower = new Follower();
  follower.push(entry('1'));
  follower.push(entry('2'));
  expect([(await follower.next())?.id, (await follower.next())?.id]).toEqual(['1', '2']);
  const coming = follower.next();
  follower.push(entry('3'));
  expect((await coming)?.id).toBe('3');
  const last = follower.next();
  follower.close();
  expect(await last).toBeNull();
  follower.push(entry('4'));
  expect(await follower.next()).toBeNull();
});

it('a page that does not keep up is let go, and nothing is kept for it', async () => {
  const follower = new Follower();
  for (let index = 0; index <= 2000; index += 1) follower.push(entry(String(index)));
  expect(await follower.next()).toBeNull();
});
