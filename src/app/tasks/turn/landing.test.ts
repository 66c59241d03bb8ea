import { describe, expect, it } from 'vitest';
import { Landing } from './landing.ts';

const { signal } = new AbortController();

/** The notes that were made, in their order. */
function noted(): { readonly notes: string[]; readonly landing: Landing } {
  const notes: string[] = [];
  const note = async (what: string): Promise<void> => void notes.push(what);
  return { notes, landing: new Landing(0, { begin: () => note('begin'), end: () => note('end') }) };
}

describe('products under way', () => {
  it('E6: are noted before they are sent and when they are answered for, and not once more than that', async () => {
    const { notes, landing } = noted();
    await landing.end(true);
    await landing.begin();
    await landing.begin();
    expect(notes).toEqual(['begin']);
    await landing.end(true);
    await landing.end(true);
    expect(notes).toEqual(['begin', 'end']);
    await landing.begin();
    expect(notes).toEqual(['begin', 'end', 'begin']);
  });

  it('E6: one whose answer was lost stays under way, whatever is answered for after it', async () => {
    const { notes, landing } = noted();
    await landing.begin();
    await landing.end(false);
    await landing.begin();
    await landing.end(true);
    expect(notes).toEqual(['begin']);
  });

  it('E6: a note that cannot be made sends nothing, and is made before the next', async () => {
    const faults = [new Error('away')];
    const notes: string[] = [];
    const begin = async (): Promise<void> => {
      const fault = faults.pop();
      if (fault !== undefined) throw fault;
      notes.push('begin');
    };
    const landing = new Landing(0, { begin, end: async () => undefined });
    await expect(landing.begin()).rejects.toThrow('away');
    await landing.begin();
    expect(notes).toEqual(['begin']);
  });

  it('of earlier runs are waited for once', async () => {
    const landing = new Landing(120, null);
    expect(landing.mayCome).toBe(true);
    expect(landing.leftMs).toBeGreaterThan(60);
    const startedMs = performance.now();
    await landing.wait(signal);
    expect(performance.now() - startedMs).toBeGreaterThan(100);
    expect(landing.mayCome).toBe(false);
    await landing.wait(signal);
    expect(new Landing(0, null).mayCome).toBe(false);
  });

  it('Q8: are open to others while something of this run, or of those before it, may still come', async () => {
    const { landing } = noted();
    expect(landing.isOpen).toBe(false);
    await landing.begin();
    expect(landing.isOpen).toBe(true);
    await landing.end(true);
    expect(landing.isOpen).toBe(false);
    await landing.begin();
    await landing.end(false);
    expect(landing.isOpen).toBe(true);
    const earlier = new Landing(60, null);
    expect(earlier.isOpen).toBe(true);
    await earlier.wait(signal);
    expect(earlier.isOpen).toBe(false);
  });
});
