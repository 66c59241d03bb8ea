import { describe, expect } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId, GoodsGroupId } from '../model/good.ts';
import type { LocationId } from '../model/location.ts';
import type { UnpRequest } from '../model/operation.ts';
import type { PartnerId } from '../model/partner.ts';
import { SyncError } from '../model/sync-error.ts';
import { choicesLaws } from './choices.contract.ts';
import { identityLaws } from './identity.contract.ts';
import { newGoodsLaws } from './new-goods.contract.ts';
import { all, codeOf, contractWorkbench, lawBook, never, withSetting } from './warehouse-place.contract.ts';
import type { Exceptions, MakePlace } from './warehouse-place.contract.ts';
import { describeOpenOrders } from './open-orders.contract.ts';
import {
  DEVICE,
  draft as fullDraft,
  EAN,
  good,
  IDENTITY,
  LINE,
  NEW_PARTNER,
  nulls,
  SEED,
  UNP,
} from './warehouse-seed.contract.ts';
import type { ContractRow } from './warehouse-seed.contract.ts';

/** Where an interface to the warehouse has less than a database. */
export interface ContractOptions {
  readonly exceptions?: Exceptions;
  /** False: documents are recorded without УНП. */
  readonly hasUnp?: boolean;
}

/**
 * The law that every warehouse adapter passes. `make` gives a fresh warehouse that holds exactly the seed.
 */
export function describeWarehouseContract(
  name: string,
  make: MakePlace,
  options: ContractOptions = {},
): void {
  const { setUp } = contractWorkbench(make);
  const { law, refuseUnknown } = lawBook(options.exceptions ?? {});
  const draft: typeof fullDraft = (order, more) =>
    fullDraft(order, options.hasUnp === false ? { unp: null, ...more } : more);

  describe(`${name}: what open orders reserve`, () =>
    describeOpenOrders({ law, setUp, hasUnp: options.hasUnp !== false }));

  describe(`${name}: reading`, () => {
    law('tells version and settings; a missing key has the vendor’s meaning', async () => {
      const { warehouse } = await setUp();
      expect(await warehouse.readFacts(never)).toMatchObject({
        databaseVersion: '3.07',
        pricesIncludeVat: true,
        isNegativeStockAllowed: true,
        hasNumbersPerLocation: false,
        stockMethod: 0,
        baseCurrency: 'EUR',
        hasUnpRows: true,
      });
      const { warehouse: bare } = await setUp({ configuration: [], ecrreceipts: [] });
      expect(await bare.readFacts(never)).toMatchObject({
        pricesIncludeVat: false,
        isNegativeStockAllowed: true,
        hasNumbersPerLocation: false,
        hasUnpRows: false,
      });
    });

    law('offers groups, living objects and users', async () => {
      const { warehouse } = await setUp();
      const choices = await warehouse.readChoices(never);
      expect(choices.groups.map((group) => group.code)).toEqual(['-1', 'AAA', 'AAAAAA', 'AAB']);
      expect(choices.locations.map((location) => location.id)).toEqual([1, 2]);
      expect(choices.operators.map((operator) => [operator.code, operator.isDeleted])).toEqual([
        ['', false],
        ['0001', false],
        ['0002', true],
      ]);
    });

    law(
      'E1: goods of the groups, ids ascending, without deleted ones, the service good and types 16 and 32',
      async () => {
        const { warehouse } = await setUp();
        expect(
          (await all(warehouse.readGoods({ groupIds: null, priceGroup: 1 }, never))).map((each) => each.id),
        ).toEqual([2, 3, 4, 7, 8]);
        const groupIds = new Set([3, 4] as GoodsGroupId[]);
        expect(
          (await all(warehouse.readGoods({ groupIds, priceGroup: 1 }, never))).map((each) => each.id),
        ).toEqual([3, 4]);
        expect(await all(warehouse.readGoods({ groupIds: new Set(), priceGroup: 1 }, never))).toEqual([]);
      },
    );

    law(
      'texts come trimmed, prices with four places, NULL as absent, bar codes without blanks and patterns',
      async () => {
        const { warehouse } = await setUp();
        const goods = await all(warehouse.readGoods({ groupIds: null, priceGroup: 1 }, never));
        expect(goods[0]).toMatchObject({
          code: "О'Кей%_\\",
          barcodes: [EAN, '111', '222'],
          price: '11',
          vatRate: '20',
          kind: 'ordinary',
        });
        expect(goods[1]).toMatchObject({ price: '3.0833', vatRate: '9' });
        expect(goods[2]).toMatchObject({ kind: 'service' });
        expect(goods[3]).toMatchObject({
          code: '',
          name: '',
          measure: '',
          price: null,
          vatRate: null,
          barcodes: [],
        });
        expect(goods[4]).toMatchObject({ barcodes: [] });
        expect((await all(warehouse.readGoods({ groupIds: null, priceGroup: 9 }, never)))[0]?.price).toBe(
          '19',
        );
      },
    );

    law(
      'finds goods by id, exact code and bar code in all columns, deleted ones too; look-alikes are other codes',
      async () => {
        const { warehouse } = await setUp();
        const find = async (keys: { codes?: string[]; barcodes?: string[]; ids?: GoodId[] }) =>
          (await warehouse.findGoods({ ...keys, priceGroup: 1 }, never)).map((each) => each.id);
        expect(await find({ codes: ['C4'] })).toEqual([4, 5]);
        expect(await find({ barcodes: [EAN] })).toEqual([2]);
        expect(await find({ barcodes: ['222'] })).toEqual([2]);
        expect(await find({ ids: [8, 3] as GoodId[] })).toEqual([3, 8]);
        expect([await find({ codes: ['A1'] }), await find({ codes: ['%'] }), await find({})]).toEqual([
          [],
          [],
          [],
        ]);
      },
    );

    law('facts 15: a row of nothing but NULLs is read, in every table', async () => {
      const { warehouse } = await setUp({
        ...nulls('goods', 20),
        ...nulls('goodsgroups', 20),
        ...nulls('partners', 20),
        ...nulls('objects', 20),
        ...nulls('users', 20),
        ...nulls('vatgroups', 20),
        ...nulls('store', 20),
        ...nulls('operations', 20),
        ...nulls('paymenttypes', 20),
      });
      const goods = await all(warehouse.readGoods({ groupIds: null, priceGroup: 1 }, never));
      expect(goods.at(-1)).toEqual({
        id: 20,
        code: '',
        barcodes: [],
        name: '',
        measure: '',
        price: null,
        vatRate: null,
        groupId: 0,
        kind: 'ordinary',
        isDeleted: false,
      });
      const partners = await all(warehouse.readPartners(never));
      expect(partners.at(-1)).toMatchObject({ id: 20, company: '', companyNumber: '', phones: [] });
      const choices = await warehouse.readChoices(never);
      expect(choices.groups.at(-1)).toEqual({ id: 20, code: '', name: '' });
      expect(choices.locations.at(-1)).toEqual({ id: 20, code: '', name: '' });
      expect(choices.paymentTypes.at(-1)).toEqual({ id: 20, name: '', method: 0 });
      expect((await warehouse.readFacts(never)).vatGroups.at(-1)).toEqual({ id: 20, name: '', rate: '0' });
      const query = { locationIds: [2] as LocationId[], shopIdentity: IDENTITY, ordersSince: null };
      expect((await all(warehouse.readStock(query, never))).map((each) => each.goodId)).toEqual([2, 3, 8]);
    });

    law('quotes, backslashes, wildcards and look-alikes in codes are letters like any other', async () => {
      const codes = [
        "О'Кей",
        '100%',
        'a_b',
        'C:\\x',
        '"q"',
        'А1',
        'A1',
        'a1',
        'cafe',
        'café',
        'x;--',
        'Ю'.repeat(250),
      ];
      const rows = codes.map((code, index) => good(30 + index, { Code: code, Name: `${code} 'x'` }));
      const { warehouse } = await setUp({ goods: [...(SEED['goods'] ?? []), ...rows] });
      for (const [index, code] of codes.entries()) {
        const found = await warehouse.findGoods({ codes: [code], priceGroup: 1 }, never);
        const own = found.filter((each) => each.id >= 30);
        expect([code, own.map((each) => each.id)]).toEqual([code, [30 + index]]);
        expect(own[0]?.name).toBe(`${code} 'x'`);
      }
    });

    law('E8: negative and fractional stock to three places', async () => {
      const stock = (goodId: number, quantity: number): ContractRow => ({
        ObjectID: 2,
        GoodID: goodId,
        Price: 0,
        Lot: ' ',
        LotID: 1,
        LotOrder: 1,
        Qtty: quantity,
      });
      const store = [
        stock(2, 0.1),
        stock(2, 0.2),
        stock(3, -0.0005),
        stock(4, -7.125),
        stock(8, 1e9 + 0.001),
      ];
      const { warehouse } = await setUp({ store, operations: [] });
      const query = { locationIds: [2] as LocationId[], shopIdentity: IDENTITY, ordersSince: null };
      const levels = await all(warehouse.readStock(query, never));
      expect(levels.map((level) => [level.goodId, level.physical])).toEqual([
        [2, '0.3'],
        [3, '-0.001'],
        [4, '-7.125'],
        [8, '1000000000.001'],
      ]);
    });

    law('section 5: a good has moved by stock anywhere, or by a document that moves stock', async () => {
      const line = (GoodID: number, OperType: number) => ({ ...SEED['operations']?.[0], GoodID, OperType });
      const stock = (GoodID: number, Qtty: number) => ({ ...SEED['store']?.[0], GoodID, Qtty });
      const store = [stock(2, 5), stock(3, 0), stock(4, 0), stock(8, 0)];
      const { warehouse } = await setUp({ store, operations: [line(3, 1), line(4, 19)] });
      for (const more of [0, 80]) {
        const asked = [2, 3, 4, 8, ...Array.from({ length: more }, (_, index) => 200 + index)] as GoodId[];
        expect(await warehouse.findMoved(asked, never)).toEqual(new Set([2, 3]));
      }
    });

    law(
      'E8, section 2: stock is added up over locations; open orders and our own proformas are told apart',
      async () => {
        const { warehouse } = await setUp();
        const query = { locationIds: [2] as LocationId[], shopIdentity: IDENTITY, ordersSince: null };
        const stock = await all(warehouse.readStock(query, never));
        expect(stock).toEqual([
          { goodId: 2, physical: '7.5', openOrders: '0', ownOpenDocuments: '0' },
          { goodId: 3, physical: '-3', openOrders: '0', ownOpenDocuments: '0' },
          { goodId: 8, physical: '9', openOrders: '2', ownOpenDocuments: '3' },
        ]);
        const both = await all(warehouse.readStock({ ...query, locationIds: [1, 2] as LocationId[] }, never));
        expect(both[0]?.physical).toBe('107.5');
      },
    );

    law('reads living partners with all that they are found by', async () => {
      const { warehouse } = await setUp();
      expect(await all(warehouse.readPartners(never))).toEqual([
        { id: 1, company: 'Служебен', companyNumber: '', vatNumber: '', email: '', phones: [] },
        {
          id: 2,
          company: 'Лампи ООД',
          companyNumber: '131135125',
          vatNumber: 'BG131135125',
          email: 'a@b.bg',
          phones: ['0888', '0899'],
        },
      ]);
    });

    law('stops by the signal with its reason, and rejects after close', async () => {
      const { warehouse } = await setUp();
      const stop = new AbortController();
      const goods = warehouse.readGoods({ groupIds: null, priceGroup: 1 }, stop.signal);
      const reading = goods[Symbol.asyncIterator]();
      await reading.next();
      stop.abort(new SyncError('run.cancelled'));
      expect(await codeOf(warehouse.readFacts(stop.signal))).toBe('run.cancelled');
      await warehouse.close();
      expect(await codeOf(warehouse.readFacts(never))).toBe('warehouse.closed');
      expect(await codeOf(warehouse.recordOperation(draft(1), never))).toBe('warehouse.closed');
    });
  });

  describe(`${name}: recording`, () => {
    law('I3..I7, I11, I12: one document with its claim, number, lines, УНП and note', async () => {
      const { warehouse, place } = await setUp();
      const outcome = await warehouse.recordOperation(draft(101), never);
      const unp = `${DEVICE}-0001-0000042`;
      // OR6 is reserved by somebody: the next number is taken.
      expect(outcome).toEqual({
        kind: 'recorded',
        operation: { operationType: 19, documentNumber: 7, unp },
        partnerId: 2,
        goodIds: [],
      });
      const row = (await place.rows('operations')).find((each) => each['Acct'] === 7);
      expect(row).toMatchObject({
        OperType: 19,
        GoodID: 2,
        PartnerID: 2,
        ObjectID: 2,
        OperatorID: 2,
        UserID: 2,
        Qtty: 2,
        Sign: 0,
        PriceIn: 6,
        PriceOut: 9.99,
        VATOut: 1.665,
        Discount: 0,
        Date: '2026-11-20 00:00:00',
        Lot: ' ',
        LotID: 1,
        Note: `Seliton №101 ${IDENTITY}; УНП ${unp}`,
        SrcDocID: 0,
      });
      const keys = (await place.rows('nextacct')).map((each) => each['NextAcct']);
      expect(keys).toEqual(expect.arrayContaining(['ZWEB-0a1b2c3d-101', 'OR7', `ZUNP-${DEVICE}-0000042`]));
      expect((await place.rows('ecrreceipts')).at(-1)).toMatchObject({
        OperType: 19,
        Acct: 7,
        ReceiptType: 8,
        ReceiptID: 42,
        ECRID: DEVICE,
        Description: unp,
        Total: 19.98,
        UserID: 2,
      });
      expect(await place.rows('store')).toHaveLength(5);
    });

    law(
      'F2, F3, I4: the same order again is found, whatever its draft says now; the counter stays',
      async () => {
        const { warehouse, connect } = await setUp();
        const first = await warehouse.recordOperation(draft(101), never);
        const other = await connect();
        const again = await other.recordOperation(
          draft(101, { total: decimal('1'), unp: { ...UNP, deviceSerial: 'DT900009' } }),
          never,
        );
        expect(again).toEqual({
          kind: 'alreadyRecorded',
          operation: first.kind === 'recorded' ? first.operation : null,
        });
        expect(await other.recordOperation(draft(102), never)).toMatchObject({
          operation: { documentNumber: 8, unp: `${DEVICE}-0001-0000043` },
        });
      },
    );

    law(
      'F1, F2: two connections at once: different numbers and УНП; the same order makes one document',
      async () => {
        const { warehouse, connect, place } = await setUp();
        const other = await connect();
        const outcomes = await Promise.all(
          [draft(1), draft(2), draft(3), draft(3)].map((each, index) =>
            (index % 2 === 0 ? warehouse : other).recordOperation(each, never),
          ),
        );
        expect(outcomes.filter((outcome) => outcome.kind === 'recorded')).toHaveLength(3);
        const own = (await place.rows('operations')).filter((row) => String(row['Note']).includes('УНП'));
        expect(new Set(own.map((row) => row['Acct'])).size).toBe(3);
        expect((await place.rows('ecrreceipts')).map((row) => row['ReceiptID'])).toEqual([41, 42, 43, 44]);
      },
    );

    law(
      'I3, F5: a document that does not add up, or whose good is gone, leaves nothing; the next takes its numbers',
      async () => {
        const { warehouse, place } = await setUp();
        const tables = ['operations', 'nextacct', 'ecrreceipts', 'partners'];
        const before = await Promise.all(tables.map((table) => place.rows(table)));
        expect(await codeOf(warehouse.recordOperation(draft(1, { total: decimal('20') }), never))).toBe(
          'warehouse.document.doesNotAddUp',
        );
        expect(
          await codeOf(
            warehouse.recordOperation(draft(1, { lines: [{ ...LINE, goodId: 777 as GoodId }] }), never),
          ),
        ).toBe('order.good.unknown');
        expect(
          await codeOf(
            warehouse.recordOperation(
              draft(1, { partner: { kind: 'existing', id: 999 as PartnerId, company: '' } }),
              never,
            ),
          ),
        ).toBe('order.partner.gone');
        expect(await Promise.all(tables.map((table) => place.rows(table)))).toEqual(before);
        expect(await warehouse.recordOperation(draft(1), never)).toMatchObject({
          operation: { documentNumber: 7, unp: `${DEVICE}-0001-0000042` },
        });
      },
    );

    law(
      'I10: a new partner is written in both sets of columns, cut to the column, in the same transaction',
      async () => {
        const { warehouse, place } = await setUp();
        const partner = NEW_PARTNER;
        const outcome = await warehouse.recordOperation(
          draft(1, { partner: { kind: 'new', partner } }),
          never,
        );
        const row = (await place.rows('partners')).at(-1);
        expect(outcome).toMatchObject({ partnerId: row?.['ID'] });
        expect(row).toMatchObject({
          MOL: 'Иван',
          MOL2: 'Иван',
          City: 'София',
          City2: 'София',
          Bulstat: '123',
          TaxNo: 'BG123',
          eMail: 'i@x.bg',
        });
        expect(String(row?.['Company']).length).toBe(255);
        expect(row?.['Company2']).toBe(row?.['Company']);
        expect(String(row?.['Address'])).not.toContain('\u0007');
      },
    );

    law(
      'I6: a note and a partner of emoji, quotes and 300 letters are written, cut and stripped',
      async () => {
        const { warehouse, place } = await setUp();
        const text = `О'Кей "ЕООД" \\ % _ 💡 \t ; -- ${'ж'.repeat(300)}`;
        const partner = { ...NEW_PARTNER, company: text, address: text };
        const goodId = 2 as GoodId;
        const outcome = await warehouse.recordOperation(
          draft(1, { partner: { kind: 'new', partner }, lines: [{ ...LINE, goodId }] }),
          never,
        );
        expect(outcome).toMatchObject({ kind: 'recorded' });
        const expected = text
          .replace('\t', ' ')
          .replace('💡', place.keepsEmoji ? '💡' : '')
          .slice(0, 255);
        const row = (await place.rows('partners')).at(-1);
        expect(row).toMatchObject({
          Company: expected,
          Company2: expected,
          Address: expected,
          Address2: expected,
        });
        const origin = draft(1).origin;
        expect((await warehouse.findTraces([origin], never))[0]?.documents[0]?.operation.documentNumber).toBe(
          7,
        );
      },
    );

    law(
      'A2, A5, F11..F14: the range is obeyed, its end stops, a warehouse behind the ledger stops',
      async () => {
        const { warehouse } = await setUp();
        const at = (unp: Partial<UnpRequest>, order: number) =>
          warehouse.recordOperation(draft(order, { unp: { ...UNP, ...unp } }), never);
        expect(await at({ rangeFrom: 500, rangeTo: 501 }, 1)).toMatchObject({
          operation: { unp: `${DEVICE}-0001-0000500` },
        });
        expect(await at({ rangeFrom: 500, rangeTo: 501, operatorCode: '0002' }, 2)).toMatchObject({
          operation: { unp: `${DEVICE}-0002-0000501` },
        });
        expect(await codeOf(at({ rangeFrom: 500, rangeTo: 501 }, 3))).toBe('unp.range.exhausted');
        expect(await codeOf(at({ rangeTo: 499, lastKnownSequence: 90 }, 4))).toBe(
          'unp.sequence.behindLedger',
        );
        expect(
          await codeOf(at({ deviceSerial: 'DT111111', operatorCode: '1111', rangeFrom: 1_111_111 }, 5)),
        ).toBe('unp.special');
        expect(await at({ deviceSerial: 'DT900002' }, 6)).toMatchObject({
          operation: { unp: 'DT900002-0001-0000001' },
        });
        expect(await warehouse.readUnpUse(DEVICE, { from: 500, to: 501 }, never)).toEqual({
          lastInRange: 501,
          foreignRows: 1,
          foreignLast: 41,
          receiptRows: 0,
        });
      },
    );

    law('F13, A5: beside numbers of others none is drawn, until a person has agreed', async () => {
      const { warehouse, place } = await setUp();
      const at = (unp: Partial<UnpRequest>, order: number) =>
        warehouse.recordOperation(draft(order, { unp: { ...UNP, isShared: false, ...unp } }), never);
      const before = await place.rows('operations');
      expect(await codeOf(at({}, 1))).toBe('unp.device.foreign');
      expect(await codeOf(at({ rangeFrom: 41 }, 1))).toBe('unp.device.foreign');
      expect(await place.rows('operations')).toEqual(before);
      expect(await at({ rangeFrom: 5_000_001 }, 1)).toMatchObject({
        operation: { unp: `${DEVICE}-0001-5000001` },
      });
      expect(await at({ isShared: true, rangeTo: 99 }, 2)).toMatchObject({
        operation: { unp: `${DEVICE}-0001-0000042` },
      });
      expect(await warehouse.readUnpUse(DEVICE, { from: 1, to: 99 }, never)).toMatchObject({
        foreignRows: 1,
        foreignLast: 41,
      });
    });

    law('A4: what texts name of the device is found, whatever the row is, and drawn above', async () => {
      const [receipt = {}] = SEED['ecrreceipts'] ?? [];
      const [note = {}] = SEED['operations'] ?? [];
      const { warehouse } = await setUp({
        ecrreceipts: [{ ...receipt, ReceiptType: 1, ECRID: 'x', Description: `бон ${DEVICE}-0001-0000070` }],
        operations: [
          ...(SEED['operations'] ?? []),
          { ...note, Acct: 90, Note: `Seliton №3 a.bg; УНП ${DEVICE.toLowerCase()}–0002–0000088` },
          { ...note, Acct: 91, Note: `${DEVICE}-0001-00000099 DT900002-0001-0000500` },
        ],
      });
      const named = (from: number, to: number) => warehouse.readNamedSequence(DEVICE, { from, to }, never);
      expect([await named(1, 9_999_999), await named(1, 80), await named(89, 500)]).toEqual([88, 70, 0]);
      const unp = { ...UNP, isShared: false, namedInTexts: 88 };
      expect(await warehouse.recordOperation(draft(1, { unp }), never)).toMatchObject({
        operation: { unp: `${DEVICE}-0001-0000089` },
      });
    });

    law(
      'I5: numbers per object; an object without a start is refused; proforma and offer have their own',
      async () => {
        const { warehouse } = await setUp(withSetting('configkey48', '-1'));
        expect(await warehouse.recordOperation(draft(1), never)).toMatchObject({
          operation: { documentNumber: 7 },
        });
        expect(
          await codeOf(warehouse.recordOperation(draft(2, { locationId: 1 as LocationId }), never)),
        ).toBe('warehouse.number.rangeWithoutStart');
        expect(await warehouse.recordOperation(draft(3, { operationType: 14 }), never)).toMatchObject({
          operation: { documentNumber: 3 },
        });
        expect(
          await warehouse.recordOperation(draft(4, { operationType: 13, unp: null }), never),
        ).toMatchObject({ kind: 'recorded' });
      },
    );

    law(
      'I7: without VAT in the prices the sum is price and VAT; a discount line has quantity -1',
      async () => {
        const { warehouse } = await setUp(withSetting('configkey20', '0'));
        const net = { ...LINE, unitPrice: decimal('8.325'), unitVat: decimal('1.665') };
        const off = {
          ...LINE,
          goodId: 6 as GoodId,
          quantity: decimal('-1'),
          unitPrice: decimal('1'),
          unitVat: decimal('0.2'),
          total: decimal('-1.2'),
        };
        const outcome = await warehouse.recordOperation(
          draft(1, { lines: [net, off], total: decimal('18.78') }),
          never,
        );
        expect(outcome).toMatchObject({ kind: 'recorded' });
      },
    );

    law(
      'I12, I18: claims and notes are both found; a document that is gone is told, and never written again',
      async () => {
        const claim = { NextAcct: 'ZWEB-0a1b2c3d-55' };
        const { warehouse } = await setUp({ nextacct: [...(SEED['nextacct'] ?? []), claim] });
        await warehouse.recordOperation(draft(101), never);
        const origins = [7, 55, 101, 999].map((order) => draft(order).origin);
        const traces = await warehouse.findTraces(origins, never);
        expect(
          traces.map((trace) => [
            trace.orderNumber,
            trace.isClaimed,
            trace.documents.map(({ operation }) => operation.documentNumber),
          ]),
        ).toEqual([
          [7, false, [1]],
          [55, true, []],
          [101, true, [7]],
        ]);
        const [document] = traces[2]?.documents ?? [];
        expect(document?.operation.unp).toBe(`${DEVICE}-0001-0000042`);
        // Q5: what it is compared by.
        expect([document?.date, document?.total, document?.lines]).toEqual([
          '2026-11-20',
          '19.98',
          [{ goodId: 2, quantity: '2', total: '19.98', vatRate: '20' }],
        ]);
        expect(await warehouse.recordOperation(draft(55), never)).toEqual({ kind: 'documentGone' });
        expect(await warehouse.findTraces([], never)).toEqual([]);
      },
    );

    law(
      'Q5: a note on two documents brings both; without VAT in the prices the sum has it added',
      async () => {
        const more = [
          { Acct: 8, Note: `Seliton №7 ${IDENTITY}`, PriceOut: 5, VATOut: 1, Qtty: 0.5, GoodID: 3 },
          { Acct: 8, Note: ' ', PriceOut: 1, VATOut: 0.2, Qtty: 2, GoodID: 8 },
        ].map((cells) => ({ ...SEED['operations']?.[3], OperType: 14, ...cells }));
        const seed = withSetting('configkey20', '0');
        const { warehouse } = await setUp({ ...seed, operations: [...(SEED['operations'] ?? []), ...more] });
        const [trace] = await warehouse.findTraces([draft(7).origin], never);
        expect(trace?.documents.map(({ operation }) => operation)).toEqual([
          { operationType: 14, documentNumber: 1, unp: null },
          { operationType: 14, documentNumber: 8, unp: null },
        ]);
        const [, second] = trace?.documents ?? [];
        expect([second?.total, second?.lines]).toEqual([
          '5.4',
          [
            { goodId: 3, quantity: '0.5', total: '3', vatRate: '20' },
            { goodId: 8, quantity: '2', total: '2.4', vatRate: '20' },
          ],
        ]);
      },
    );

    identityLaws(law, setUp, draft);
    newGoodsLaws(law, setUp, draft);
    choicesLaws(law, setUp, options.hasUnp !== false);

    law('Q12: rights are tried without a trace; who may do everything lacks none', async () => {
      const { warehouse, place } = await setUp();
      const tables = ['operations', 'nextacct', 'partners', 'goods', 'store', 'ecrreceipts'] as const;
      const everything = () => Promise.all(tables.map((table) => place.rows(table)));
      const before = await everything();
      const work = { importsOrders: true, writesUnp: true, writesSales: true, addsGoods: true };
      expect(await warehouse.missingRights(work, never)).toEqual([]);
      expect(await everything()).toEqual(before);
    });
  });

  describe(`${name}: exceptions`, refuseUnknown);
}
