import { expect } from 'vitest';
import type { OperationDraft } from '../model/operation.ts';
import { never } from './warehouse-place.contract.ts';
import type { contractWorkbench, lawBook } from './warehouse-place.contract.ts';
import { IDENTITY, NEW_PARTNER } from './warehouse-seed.contract.ts';

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

  law('Q8: two imports at once make one partner of a buyer; another buyer is another partner', async () => {
    const { warehouse, connect, place } = await setUp();
    const partner = { kind: 'new', partner: { ...NEW_PARTNER, company: 'Два пъти' } } as const;
    const made = async () =>
      (await place.rows('partners')).filter((row) => row['Company'] === partner.partner.company);
    const other = await connect();
    const writing = [21, 22, 23, 24].map((order, index) =>
      (index % 2 === 0 ? warehouse : other).recordOperation({ ...draft(order), partner }, never),
    );
    const partners = (await Promise.all(writing)).map((outcome) =>
      outcome.kind === 'recorded' ? outcome.partnerId : null,
    );
    expect([new Set(partners).size, (await made()).length]).toEqual([1, 1]);
    const next = { ...draft(25), partner: { ...partner, partner: { ...partner.partner, phone: '2' } } };
    await warehouse.recordOperation(next, never);
    expect(await made()).toHaveLength(2);
  });
}
