import { expect } from 'vitest';
import type { OperationDraft } from '../model/operation.ts';
import { never } from './warehouse-place.contract.ts';
import type { contractWorkbench, lawBook } from './warehouse-place.contract.ts';
import { IDENTITY } from './warehouse-seed.contract.ts';

/** The laws by which a database and the documents in it are known again: a part of the warehouse's contract. */
export function identityLaws(
  law: ReturnType<typeof lawBook>['law'],
  setUp: ReturnType<typeof contractWorkbench>['setUp'],
  draft: (order: number) => OperationDraft,
): void {
  law('Q3: a mark by which the database is known again stands once, whoever leaves it again', async () => {
    const { warehouse, place } = await setUp();
    const mark = 'ZWID-0123456789abcdef';
    expect(await warehouse.readIdentityMarks(never)).toEqual([]);
    for (const each of [mark, mark]) await warehouse.leaveIdentityMark(each, never);
    expect(await warehouse.readIdentityMarks(never)).toEqual([mark]);
    const keys = (await place.rows('nextacct')).map((row) => String(row['NextAcct']));
    expect(keys.filter((key) => key.startsWith('ZWID'))).toEqual([mark]);
  });

  law('Q4: documents of other identities are found, the newest of each', async () => {
    const { warehouse } = await setUp();
    for (const number of [11, 12, 13, 14, 15, 16]) await warehouse.recordOperation(draft(number), never);
    const every = await warehouse.findForeignDocuments('own.bg', never);
    const found = every.filter((each) => each.shopIdentity === IDENTITY);
    expect(found.map((each) => each.orderNumber)).toEqual([12, 13, 14, 15, 16]);
    expect(found[0]?.document.date).toBe('2026-11-20');
  });
}
