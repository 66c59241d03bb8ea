import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocationId } from '../../src/model/location.ts';
import { drawNumber } from '../../src/warehouse/sql/next-number.ts';
import type { OpenedDatabase } from '../../src/warehouse/sql/sql-engine.ts';
import { createSqliteWarehouse } from '../../src/warehouse/sqlite/create-sqlite-warehouse.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';

const ORDER = 19;
const REQUEST = { operationType: ORDER, locationId: 2 as LocationId, isPerLocation: false };

describe('I5: tries for a document number', () => {
  let folder: string;
  let other: DatabaseSync;
  let opened: OpenedDatabase;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'skladbridge-tries-'));
    const path = join(folder, 'warehouse.db');
    createSqliteWarehouse(path);
    other = new DatabaseSync(path);
    other.exec('PRAGMA synchronous = OFF; DELETE FROM operations; DELETE FROM nextacct');
    opened = await openSqliteDatabase({ path });
  });

  afterEach(async () => {
    await opened.database.destroy();
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function reserve(number: number): void {
    other.prepare('INSERT INTO nextacct (NextAcct) VALUES (?)').run(`OR${number}`);
  }

  function record(number: number): void {
    const columns = 'OperType, Acct, GoodID, PartnerID, ObjectID, Qtty';
    other.prepare(`INSERT INTO operations (${columns}) VALUES (?, ?, 1, 5, 2, 1)`).run(ORDER, number);
  }

  it('whoever always comes second, to others who go on recording, has a number in the end', async () => {
    let taken = 1;
    reserve(taken);
    // Each time that this one is refused a number, another has recorded it and is at the next already.
    const isDuplicateKey = (error: unknown): boolean => {
      const isRefused = opened.engine.isDuplicateKey(error);
      if (isRefused && taken < 250) {
        record(taken);
        taken += 1;
        reserve(taken);
      }
      return isRefused;
    };
    expect(await drawNumber(opened.database, { ...opened.engine, isDuplicateKey }, REQUEST)).toBe(251);
  });

  it('past a hundred keys behind which no document comes it stops and tells from where', async () => {
    for (let number = 8; number <= 106; number += 1) reserve(number);
    record(7);
    expect(await drawNumber(opened.database, opened.engine, REQUEST)).toBe(107);
    const refused = drawNumber(opened.database, opened.engine, REQUEST);
    await expect(refused).rejects.toMatchObject({
      code: 'warehouse.number.exhausted',
      facts: { operationType: ORDER, number: 8 },
    });
  });
});
