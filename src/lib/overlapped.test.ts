import { describe, expect, it } from 'vitest';
import { overlapped } from './overlapped.ts';
import type { Overlap } from './overlapped.ts';

/** Items with a first part and a rest, each as long as the test says; what happens is written down. */
function pieces(items: Iterable<string>, how: Partial<Overlap<string, string>> = {}) {
  const happened: string[] = [];
  const parts = new Map<string, () => void>();
  const part = async (name: string): Promise<void> => {
    happened.push(name);
    await new Promise<void>((resolve) => void parts.set(name, resolve));
  };
  /** Ends a part, once it has begun. */
  const end = async (name: string): Promise<void> => {
    await expect.poll(() => parts.has(name)).toBe(true);
    parts.get(name)?.();
  };
  const results = overlapped(items, {
    work: async (item, leave) => {
      await part(`send ${item}`);
      leave();
      await part(`read ${item}`);
      return [item];
    },
    waitsFor: () => false,
    isOver: () => false,
    ...how,
  });
  return { happened, end, results };
}

function* taking(items: readonly string[], taken: string[]): Generator<string> {
  for (const item of items) {
    taken.push(item);
    yield item;
  }
}

describe('work that overlaps', () => {
  it('begins an item when the first part of the one before has ended, takes it only then, and keeps their order', async () => {
    const taken: string[] = [];
    const { happened, end, results } = pieces(taking(['a', 'b', 'c'], taken));
    const first = results.next();
    await expect.poll(() => happened).toEqual(['send a']);
    expect(taken).toEqual(['a']);
    await end('send a');
    await expect.poll(() => happened).toEqual(['send a', 'read a', 'send b']);
    await end('send b');
    await end('read b');
    await end('read a');
    expect((await first).value).toBe('a');
    const rest = Promise.all([results.next(), results.next(), results.next()]);
    await end('send c');
    await end('read c');
    expect((await rest).map(({ value }) => value)).toEqual(['b', 'c', undefined]);
  });

  it('begins nothing beside what it waits for', async () => {
    const { happened, end, results } = pieces(['a', 'a'], { waitsFor: (item, earlier) => item === earlier });
    const both = Promise.all([results.next(), results.next()]);
    await end('send a');
    await new Promise((resolve) => void setTimeout(resolve, 20));
    expect(happened).toEqual(['send a', 'read a']);
    await end('read a');
    await expect.poll(() => happened.length).toBe(3);
    await end('send a');
    await expect.poll(() => happened.length).toBe(4);
    await end('read a');
    expect((await both).map(({ value }) => value)).toEqual(['a', 'a']);
  });

  it('takes nothing more after a failure, yields what was under way, then fails', async () => {
    const taken: string[] = [];
    const results = overlapped(taking(['a', 'b', 'c'], taken), {
      work: async (item, leave) => {
        if (item === 'a') leave();
        await new Promise((resolve) => void setTimeout(resolve, item === 'a' ? 20 : 1));
        if (item === 'b') throw new Error('no');
        return [item];
      },
      waitsFor: () => false,
      isOver: () => false,
    });
    expect((await results.next()).value).toBe('a');
    await expect(results.next()).rejects.toThrow('no');
    expect(taken).toEqual(['a', 'b']);
  });

  it('ends what it has begun before it lets go of who asks no more', async () => {
    const { happened, end, results } = pieces(['a', 'b', 'c']);
    const first = results.next();
    await end('send a');
    await end('read a');
    await first;
    let isGone = false;
    const gone = results.return(undefined).then(() => (isGone = true));
    await end('send b');
    await new Promise((resolve) => void setTimeout(resolve, 10));
    expect(isGone).toBe(false);
    await end('read b');
    await gone;
    expect(happened).not.toContain('send c');
  });
});
