import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ASSUMPTIONS } from './assumptions.ts';

it('every assumption stands once, and where it says', () => {
  const ids = ASSUMPTIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, where } of ASSUMPTIONS)
    expect([id, where.filter((file) => !existsSync(file))]).toEqual([id, []]);
});
