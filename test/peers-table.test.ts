import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('docs/testing.md', () => {
  it('has all forty-eight failures of others, each with a test of that name or with a reason', () => {
    const rows = [...read('docs/testing.md').matchAll(/^\| (peer-\d\d) \| .+ \| (.+) \|$/gm)];
    expect(rows.map(([, peer]) => peer)).toEqual(
      Array.from({ length: 48 }, (_, index) => `peer-${String(index + 1).padStart(2, '0')}`),
    );
    for (const [, peer = '', held = ''] of rows) {
      const file = /^`(.+)`$/.exec(held)?.[1];
      if (file === undefined) expect(held.length).toBeGreaterThan(20);
      else
        expect([
          peer,
          file,
          new RegExp(`it\\((?:'|\`)[^'\`]*${peer}\\b|\\(${peer}\\)`).test(read(file)),
        ]).toEqual([peer, file, true]);
    }
  });
});
