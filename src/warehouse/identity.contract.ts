import { expect } from 'vitest';
import type { OperationDraft } from '../model/operation.ts';
import type { OrderNumber } from '../model/order-origin.ts';
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

  law('Q8: the mark of a run takes the place of those before it; who comes second is told', async () => {
    const { warehouse, connect } = await setUp();
    const hash = '0a1b2c3d'.repeat(8);
    const mark = (end: string): string => `ZINS-0a1b2c3d-${end}`;
    const other = await connect();
    expect(await warehouse.readInstallationMarks(hash, never)).toEqual([]);
    const [first, second, third] = ['aaaaaaaa-1', 'aaaaaaaa-2', 'aaaaaaaa-3'].map(mark) as [
      string,
      string,
      string,
    ];
    for (const each of [mark('bbbbbbbb-1'), first, first])
      expect(await warehouse.markInstallation({ key: each, former: [] }, never)).toBe('left');
    const both = [second, third].map(async (key, index) =>
      (index === 0 ? warehouse : other).markInstallation({ key, former: [first] }, never),
    );
    expect((await Promise.all(both)).toSorted()).toEqual(['left', 'overtaken']);
    const standing = (await warehouse.readInstallationMarks(hash, never)) ?? [];
    const [winner = ''] = standing.filter((key) => key !== mark('bbbbbbbb-1'));
    // An answer that was lost is asked for again.
    expect(await warehouse.markInstallation({ key: winner, former: [first] }, never)).toBe('left');
    for (const key of [mark('aaaaaaaa-0'), 'ZINS-ffffffff-aaaaaaaa-1'])
      await warehouse.markInstallation({ key, former: [] }, never);
    const former = [winner, mark('aaaaaaaa-0')];
    expect(await warehouse.markInstallation({ key: mark('aaaaaaaa-4'), former }, never)).toBe('left');
    const left = await warehouse.readInstallationMarks(hash, never);
    expect(left).toEqual(['aaaaaaaa-4', 'bbbbbbbb-1'].map(mark));
  });

  law(
    'Q8: one key of a shop goes from hand to hand: of two who take it at once one only gets it',
    async () => {
      const { warehouse, connect, place } = await setUp();
      const other = await connect();
      const identityHash = '0a1b2c3d'.repeat(8);
      const key = (end: string): string => `ZEXP-0a1b2c3d-${end}`;
      const replace = async (by: typeof warehouse, from: string | null, to: string) =>
        by.replaceExportKey({ identityHash, from, to: key(to) }, never);
      expect(await warehouse.readExportKey(identityHash, never)).toBeNull();
      const made = await Promise.all([replace(warehouse, null, '0'), replace(other, null, '0')]);
      expect(made.toSorted()).toEqual(['gone', 'replaced']);
      const taken = await Promise.all([replace(warehouse, key('0'), '1-a'), replace(other, key('0'), '1-b')]);
      expect(taken.toSorted()).toEqual(['gone', 'replaced']);
      const held = await other.readExportKey(identityHash, never);
      expect([key('1-a'), key('1-b')]).toContain(held?.key);
      expect(Math.abs((held?.minutes ?? 0) - Date.now() / 60_000)).toBeLessThan(3);
      // Nobody makes a second one while it is held, and an answer that was lost is asked for again.
      expect(await replace(other, null, '0')).toBe('gone');
      for (let times = 0; times < 2; times += 1)
        expect(await replace(warehouse, held?.key ?? '', '1')).toBe('replaced');
      const keys = (await place.rows('nextacct')).map((row) => String(row['NextAcct']));
      expect(keys.filter((each) => each.startsWith('ZEXP')).toSorted((a, b) => a.length - b.length)).toEqual([
        'ZEXP-0a1b2c3d',
        key('1'),
      ]);
    },
  );

  foreignLaw(law, setUp, draft);

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

function foreignLaw(...[law, setUp, draft]: Parameters<typeof identityLaws>): void {
  law('Q4: documents of other identities are found, the newest of each; one’s own are none', async () => {
    const { warehouse } = await setUp();
    for (const number of [11, 12, 13, 14, 15, 16]) await warehouse.recordOperation(draft(number), never);
    const newest = [12, 13, 14, 15, 16, 17] as OrderNumber[];
    const foundBy = async (own: string) =>
      (await warehouse.findForeignDocuments(own, newest, never)).filter(
        (each) => each.shopIdentity === IDENTITY,
      );
    expect(await foundBy(IDENTITY)).toEqual([]);
    const found = await foundBy('own.bg');
    expect(found.map((each) => each.orderNumber)).toEqual([12, 13, 14, 15, 16]);
    expect(found[0]?.document.date).toBe('2026-11-20');
  });
}
