import type { GoodId, GoodsGroupId } from '../../src/model/good.ts';
import type { LocationId } from '../../src/model/location.ts';
import { decimal } from '../../src/model/decimal.ts';
import { readWarehouseSummary } from '../../src/warehouse/summary/read-summary.ts';
import { SqlRecords } from '../../src/warehouse/sql/records/sql-records.ts';
import { SqlWarehouse } from '../../src/warehouse/sql/sql-warehouse.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { WarehouseRecords } from '../../src/warehouse/warehouse-records.ts';
import { draft, IDENTITY, LINE, NEW_PARTNER } from '../../src/warehouse/warehouse-seed.contract.ts';
import { recording } from './golden.ts';
import type { Answers, EngineName } from './golden.ts';

const never = new AbortController().signal;
const SOLD = { OperType: 2, Acct: 7, PartnerID: 2, ObjectID: 2 };

/** Answers that let every way through the queries be walked. */
const ANSWERS: Answers = [
  ['count(*) as total', [{ total: 1 }]],
  ['sp_getapplock', [{ skladbridge_lock: 0 }]],
  // Some servers name the column of OUTPUT in lower case.
  ['output inserted.id', [{ id: 101 }]],
  ['from system', [{ Version: '3.07' }]],
  ['from configuration', [{ Key: 'configkey20', Value: '-1' }]],
  ['from currencies', [{ Currency: 'EUR' }]],
  ['from vatgroups', [{ ID: 1, Name: 'ДДС', VATValue: 20 }]],
  ['qtty, priceout, vatout from operations', [{ Acct: 1, Qtty: 2, PriceOut: 9.99, VATOut: 1.665 }]],
  ['partnerid, objectid from operations', [{ PartnerID: 2, ObjectID: 2 }]],
  ['from goods where', [{ ID: 2, Code: 'C2', PriceIn: 6, PriceOut2: 9.99, TaxGroup: 1, Type: 0 }]],
  ['from partners', [{ ID: 2 }]],
  ['from users', [{ ID: 2 }]],
  ['from objects', [{ ID: 2 }]],
  ['from paymenttypes', [{ PaymentMethod: 1 }]],
  ['from store left join', [{ ID: 1, Qtty: 5, Lot: 'L', LotID: 11 }]],
];

interface Step {
  readonly title: string;
  readonly answers?: Answers;
  readonly run: (warehouse: Warehouse, records: WarehouseRecords) => Promise<unknown>;
}

async function drain(source: AsyncIterable<unknown>): Promise<void> {
  for await (const batch of source) void batch;
}

function withSetting(key: string, value: string): Answers {
  const included = { Key: 'configkey20', Value: '-1' };
  return [['from configuration', [included, { Key: key, Value: value }]]];
}

const sale = draft(1, {
  operationType: 2,
  unp: null,
  payments: [{ paymentTypeId: 1, isCash: true, amount: decimal('1'), date: '2026-11-21' }],
});
const stock = { locationIds: [2, 3] as LocationId[], shopIdentity: IDENTITY, ordersSince: null };

const mark = {
  key: 'ZINS-0a1b2c3d-aaaaaaaa-g16-1-2-abcde-pc',
  former: ['ZINS-0a1b2c3d-aaaaaaaa-g15-1-1-fghij-pc', 'ZINS-0a1b2c3d-aaaaaaaa-20261120'],
};

const STEPS: readonly Step[] = [
  {
    title: 'marks of runs on a shop (Q8)',
    run: (warehouse) => warehouse.readInstallationMarks('0a1b2c3d'.repeat(8), never),
  },
  {
    title: 'the mark of a run, in the place of those before it (Q8)',
    run: (warehouse) => warehouse.markInstallation(mark, never),
  },
  {
    title: 'whose turn it is to send goods (Q8)',
    run: (warehouse) => warehouse.readExportKey('0a1b2c3d'.repeat(8), never),
  },
  {
    title: 'the first turn to send goods, and one after another (Q8)',
    run: async (warehouse) => {
      const identityHash = '0a1b2c3d'.repeat(8);
      await warehouse.replaceExportKey({ identityHash, from: null, to: 'ZEXP-0a1b2c3d-0' }, never);
      await warehouse.replaceExportKey(
        { identityHash, from: 'ZEXP-0a1b2c3d-0', to: 'ZEXP-0a1b2c3d-1' },
        never,
      );
    },
  },
  {
    title: 'the mark by which a database is known again (Q3)',
    run: (warehouse) => warehouse.leaveIdentityMark('ZWID-0123456789abcdef', never),
  },
  {
    title: 'rights, each tried without a trace',
    run: (warehouse) =>
      warehouse.missingRights(
        { importsOrders: true, writesUnp: true, writesSales: true, addsGoods: true },
        never,
      ),
  },
  { title: 'evidence of what is assumed', run: (warehouse) => warehouse.readEvidence(never) },
  { title: 'facts', run: (warehouse) => warehouse.readFacts(never) },
  { title: 'choices', run: (warehouse) => warehouse.readChoices(never) },
  {
    title: 'services by a word of their name',
    run: (warehouse) =>
      warehouse.findRecords({ kind: 'good', text: 'доставка', isCharge: true, limit: 20 }, never),
  },
  {
    title: 'partners by number',
    run: (warehouse) => warehouse.findRecords({ kind: 'partner', ids: [2, 3] }, never),
  },
  { title: 'what the warehouse already does', run: (warehouse) => warehouse.readUsage(never) },
  {
    title: 'goods of the export',
    run: (warehouse) => drain(warehouse.readGoods({ groupIds: null, priceGroup: 1 }, never)),
  },
  {
    title: 'goods by id, code and bar code',
    run: (warehouse) =>
      warehouse.findGoods(
        { ids: [2, 3] as GoodId[], codes: ['C2'], barcodes: ['380'], priceGroup: 9 },
        never,
      ),
  },
  { title: 'stock', run: (warehouse) => drain(warehouse.readStock(stock, never)) },
  { title: 'partners', run: (warehouse) => drain(warehouse.readPartners(never)) },
  { title: 'traces of orders', run: (warehouse) => warehouse.findTraces([draft(1).origin], never) },
  {
    title: 'an order with a new partner and УНП',
    run: (warehouse) =>
      warehouse.recordOperation(draft(1, { partner: { kind: 'new', partner: NEW_PARTNER } }), never),
  },
  {
    title: 'a group: one order of a known partner, two of one new buyer',
    answers: [
      ['max(id) as last from partners', [{ last: 101 }]],
      [
        'company, bulstat',
        [{ ID: 102, Company: 'Яна', Bulstat: '123', TaxNo: 'BG123', eMail: 'i@x.bg', Phone: '1' }],
      ],
      [
        'qtty, priceout, vatout from operations',
        [1, 2, 3].map((Acct) => ({ Acct, Qtty: 2, PriceOut: 9.99, VATOut: 1.665 })),
      ],
    ],
    run: async (warehouse) => {
      const partner = { kind: 'new', partner: { ...NEW_PARTNER, company: 'Яна' } } as const;
      const drafts = [draft(1), draft(2, { partner }), draft(3, { partner })];
      if ((await warehouse.recordOperations(drafts, never)) === null) throw new Error('not as a group');
    },
  },
  {
    title: 'a group of sales: their goods leave the stock together',
    answers: [
      [
        'qtty, priceout, vatout from operations',
        [1, 2].map((Acct) => ({ Acct, Qtty: 2, PriceOut: 9.99, VATOut: 1.665 })),
      ],
    ],
    run: async (warehouse) => {
      const drafts = [sale, draft(2, { operationType: 2, unp: null })];
      if ((await warehouse.recordOperations(drafts, never)) === null) throw new Error('not as a group');
    },
  },
  {
    title: 'a sale without lots, negative stock forbidden',
    answers: withSetting('configkey12', '0'),
    run: (warehouse) => warehouse.recordOperation(sale, never),
  },
  {
    title: 'a sale by the oldest lot',
    answers: withSetting('configkey23', '2'),
    run: (warehouse) => warehouse.recordOperation(sale, never),
  },
  {
    title: 'a sale by the newest lot',
    answers: withSetting('configkey23', '3'),
    run: (warehouse) => warehouse.recordOperation(sale, never),
  },
  {
    title: 'a sale by what expires first, the lot is emptied',
    answers: [
      ...withSetting('configkey23', '5'),
      ['from store left join', [{ ID: 1, Qtty: 2, Lot: 'L', LotID: 11 }]],
    ],
    run: (warehouse) => warehouse.recordOperation(sale, never),
  },
  {
    title: 'a number of its own range per object (configkey48)',
    answers: withSetting('configkey48', '-1'),
    run: (warehouse) => warehouse.recordOperation(draft(1, { lines: [LINE], unp: null }), never),
  },
  {
    title: 'a new good',
    run: (warehouse) =>
      warehouse.addGoods(
        [
          {
            code: 'НОВ',
            barcode: '',
            name: 'Нова',
            measure: 'бр.',
            price: decimal('12.4'),
            priceGroup: 3,
            vatGroupId: 1,
            groupId: 2 as GoodsGroupId,
          },
        ],
        never,
      ),
  },
  {
    title: 'a glance at remembered documents, and a close look',
    run: async (warehouse) => {
      const { origin } = draft(1);
      const remembered = [{ origin, operationType: 19, documentNumber: 7, unp: 'DT900001-0001-0000042' }];
      await warehouse.sightDocuments(remembered, never);
      await warehouse.traceDocuments(remembered, never);
      await warehouse.findDoubledUnp('DT900001', never);
    },
  },
  {
    title: 'a lost document again, under its own УНП',
    run: (warehouse) =>
      warehouse.recordOperation(
        draft(1, {
          lines: [LINE],
          again: {
            claimKey: 'ZWEB-0a1b2c3d-1-R0',
            operationType: 19,
            documentNumber: 7,
            unp: 'DT900001-0001-0000042',
          },
        }),
        never,
      ),
  },
  {
    title: 'use of a fiscal device',
    run: (warehouse) => warehouse.readUnpUse('DT900001', { from: 1, to: 9_999_999 }, never),
  },
  {
    title: 'what texts name of a fiscal device',
    run: (warehouse) => warehouse.readNamedSequence('DT900001', { from: 1, to: 9_999_999 }, never),
  },
  {
    title: 'records, a page with every kind of filter',
    run: (_warehouse, records) =>
      records.list('goods', {
        columns: ['ID', 'Code'],
        filters: [
          { column: 'Code', test: 'like', value: 'a%*' },
          { column: 'Name', test: 'is', value: '' },
          { column: 'Name2', test: 'is', value: 'x' },
          { column: 'Type', test: 'is', value: 0 },
          { column: 'GroupID', test: 'is', value: 2 },
          { column: 'PriceOut2', test: 'is', value: 1.5 },
          { column: 'ID', test: 'atLeast', value: 1 },
          { column: 'ID', test: 'atMost', value: 9 },
        ],
        page: 1,
        pageSize: 500,
      }),
  },
  {
    title: 'a good and a partner of another program, and changes of both',
    run: async (_warehouse, records) => {
      await records.insert('goods', { Name: 'Нова' });
      await records.insert('partners', { Company: 'Лампи' });
      await records.update('goods', 2, { PriceOut2: 3 });
      await records.update('partners', 2, { Phone: '1' });
    },
  },
  {
    title: 'a sale of another program',
    run: (_warehouse, records) =>
      records.saveOperation({
        operationType: 2,
        partnerId: 2,
        locationId: 2,
        operatorId: 2,
        userId: 2,
        date: '2026-11-20',
        note: 'x',
        lines: [{ goodId: 2, quantity: 1, priceIn: null, priceOut: null, discount: 0 }],
      }),
  },
  {
    title: 'a payment and an invoice',
    run: async (_warehouse, records) => {
      await records.savePayment({ ...SOLD, Qtty: 5, Date: '2026-11-20 00:00:00' });
      await records.saveDocument({ OperType: 2, Acct: 7, InvoiceDate: '2026-11-20 00:00:00' });
    },
  },
];

/** Every statement of the shared queries as an engine gets it, by what it is for. */
export async function goldenText(name: EngineName): Promise<string> {
  const parts: string[] = [];
  for (const step of STEPS) {
    const opened = recording(name);
    const { connection } = opened;
    connection.answers = [...(step.answers ?? []), ...ANSWERS];
    await step.run(new SqlWarehouse(opened.database, opened.engine), new SqlRecords(opened));
    parts.push(`-- ${step.title}`, ...connection.statements.map((text) => `${text};`), '');
  }
  const opened = recording(name);
  opened.connection.answers = ANSWERS;
  await readWarehouseSummary(async () => opened);
  parts.push('-- summary and hazards', ...opened.connection.statements.map((text) => `${text};`), '');
  return parts.join('\n');
}

/** What an engine is asked for a group of so many orders; each is a way to the server and back. */
export async function groupStatements(name: EngineName, count: number): Promise<readonly string[]> {
  const { database, engine, connection } = recording(name);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const rows = numbers.map((Acct) => ({ Acct, Qtty: 2, PriceOut: 9.99, VATOut: 1.665 }));
  connection.answers = [['qtty, priceout, vatout from operations', rows], ...ANSWERS];
  const warehouse = new SqlWarehouse(database, engine);
  await warehouse.readFacts(never);
  connection.statements.length = 0;
  const written = await warehouse.recordOperations(
    numbers.map((number) => draft(number)),
    never,
  );
  if (written?.length !== count) throw new Error('not as a group');
  return [...connection.statements];
}
