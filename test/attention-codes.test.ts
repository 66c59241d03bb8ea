import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CAUSES, causeOf, CAUSE_NAMES } from '../src/model/attention-causes.ts';
import { ERROR_CODES, isErrorCode } from '../src/model/error-codes.ts';
import type { ErrorCode } from '../src/model/error-codes.ts';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const CODES = Object.keys(ERROR_CODES).filter(isErrorCode);

function code(path: string): string {
  return readFileSync(`${SRC}${path}`, 'utf8');
}

/** Codes that the decisions put on the list: whatever they park, and each `code:` of a note. */
function parkedCodes(): readonly ErrorCode[] {
  const files = ['sync', 'app/tasks', 'app/pair', 'app/upkeep'].flatMap((folder) =>
    readdirSync(`${SRC}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => code(`${folder}/${path}`)),
  );
  const found = files.flatMap((text) =>
    [...text.matchAll(/(?:\bpark\(\s*|\bcode: )'([\w.]+)'/g)].map(([, name = '']) => name),
  );
  return [...new Set(found)].filter(isErrorCode);
}

it('every code has one cause and a way to settle it; what tasks park stands under a cause of its own', () => {
  const named: readonly ErrorCode[] = CAUSE_NAMES.flatMap((name) => CAUSES[name].codes);
  expect(named.length).toBe(new Set(named).size);
  for (const each of CODES) expect([each, CAUSES[causeOf(each)].settle.kind]).not.toContain(undefined);
  const parked = parkedCodes();
  expect(parked.length).toBeGreaterThan(60);
  expect(parked.filter((each) => !named.includes(each))).toEqual([]);
});
