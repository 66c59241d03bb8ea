import { expect, it } from 'vitest';
import { migrationNames, migrationsAfter, OLDEST_PROGRAM, STATE_VERSION } from './migrations.ts';

/**
 * What a program that does not know of it never meets: a table, a column that need not be filled, a way to
 * look.
 */
const ADDS = /^(?:CREATE TABLE|CREATE INDEX|ALTER TABLE \w+ ADD COLUMN (?!.*NOT NULL(?!.*DEFAULT)))/;

it('expand, deploy, contract: migrations after the oldest program that may go on only add', () => {
  expect(OLDEST_PROGRAM).toBeLessThanOrEqual(STATE_VERSION);
  const names = migrationNames(OLDEST_PROGRAM);
  migrationsAfter(OLDEST_PROGRAM).forEach((text, index) => {
    const statements = text
      .replaceAll(/--.*$/gm, '')
      .split(/;\s*$/m)
      .map((statement) => statement.trim().replaceAll(/\s+/g, ' '))
      .filter((statement) => statement !== '');
    for (const statement of statements)
      expect([names[index], statement]).toEqual([names[index], expect.stringMatching(ADDS)]);
  });
});
