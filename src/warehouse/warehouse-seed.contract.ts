import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { LocationId } from '../model/location.ts';
import type { OperationDraft, OperationLineDraft, UnpRequest } from '../model/operation.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { OperatorId } from '../model/operator.ts';
import type { PartnerDraft, PartnerId } from '../model/partner.ts';

/** A value of a column in the seed. */
type Cell = string | number | null;
export type ContractRow = Readonly<Record<string, Cell>>;
/** Rows by table, on top of nothing: what an adapter's test puts into an empty warehouse. */
export type ContractSeed = Readonly<Record<string, readonly ContractRow[]>>;

export const IDENTITY = 'shop.example.bg';
export const DEVICE = 'DT900001';
export const EAN = '3800000000013';

export function good(id: number, more: ContractRow = {}): ContractRow {
  const prices = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`PriceOut${index + 1}`, 10 + index]),
  );
  return {
    ID: id,
    Code: `C${id}`,
    BarCode1: ' ',
    BarCode2: ' ',
    BarCode3: ' ',
    Name: `Стока ${id}`,
    Name2: ' ',
    Measure1: 'бр.',
    PriceIn: 6,
    ...prices,
    Type: 0,
    TaxGroup: 1,
    GroupID: 2,
    Deleted: 0,
    ...more,
  };
}

/** A line of a document. */
export function line(operationType: number, number: number, more: ContractRow = {}): ContractRow {
  return {
    OperType: operationType,
    Acct: number,
    GoodID: 2,
    PartnerID: 2,
    ObjectID: 2,
    Qtty: 1,
    Sign: 0,
    PriceOut: 10,
    VATOut: 0,
    Note: ' ',
    ...more,
  };
}

export const SEED: ContractSeed = {
  system: [{ Version: '3.07', ProductID: 1 }],
  currencies: [{ ID: 1, Currency: 'EUR' }],
  configuration: [
    ['configkey12', '-1'],
    ['configkey20', '-1'],
    ['configkey23', '0'],
    ['configkey48', '0'],
  ].map(([Key, Value], index) => ({ ID: index + 1, Key: Key ?? '', Value: Value ?? '', UserID: -1 })),
  vatgroups: [
    { ID: 1, Code: ' ', Name: 'ДДС', VATValue: 20 },
    { ID: 2, Code: ' ', Name: 'ДДС 9', VATValue: 9 },
  ],
  goodsgroups: [
    ['Служебна', '-1'],
    ['Храни', 'AAA'],
    ['Сирена', 'AAAAAA'],
    ['Друго', 'AAB'],
  ].map(([Name, Code], index) => ({ ID: index + 1, Name: Name ?? '', Code: Code ?? '' })),
  partnersgroups: [{ ID: 1, Code: '-1', Name: 'Служебна група' }],
  objects: [
    { ID: 1, Code: ' ', Name: 'Служебен', Deleted: 0 },
    { ID: 2, Code: '2', Name: 'Склад', Deleted: 0 },
    { ID: 3, Code: '3', Name: 'Закрит', Deleted: -1 },
  ],
  users: [
    { ID: 1, Code: ' ', Name: 'Служебен', Deleted: 0 },
    { ID: 2, Code: '0001', Name: 'Иван', Deleted: 0 },
    { ID: 3, Code: '0002', Name: 'Бивш', Deleted: -1 },
  ],
  paymenttypes: [{ ID: 1, Name: 'В брой', PaymentMethod: 1 }],
  partners: [
    { ID: 1, Company: 'Служебен', Bulstat: ' ', TaxNo: ' ', eMail: ' ', Phone: ' ', Phone2: ' ', Deleted: 0 },
    {
      ID: 2,
      Company: ' Лампи ООД ',
      Bulstat: '131135125',
      TaxNo: 'BG131135125',
      eMail: 'a@b.bg',
      Phone: '0888',
      Phone2: '0899',
      Deleted: 0,
    },
    {
      ID: 3,
      Company: 'Изтрит',
      Bulstat: ' ',
      TaxNo: ' ',
      eMail: null,
      Phone: null,
      Phone2: null,
      Deleted: -1,
    },
  ],
  goods: [
    good(1, { Name: 'Служебна', GroupID: -1 }),
    good(2, { Code: " О'Кей%_\\ ", BarCode1: EAN, BarCode3: '111, 222' }),
    good(3, { GroupID: 3, TaxGroup: 2, PriceOut2: 3.0833333333 }),
    good(4, { GroupID: 4, Type: 8 }),
    good(5, { Deleted: -1, Code: 'C4' }),
    good(6, { Type: 32 }),
    good(7, {
      TaxGroup: 99,
      PriceOut2: null,
      Name: null,
      Code: null,
      BarCode1: null,
      BarCode2: null,
      BarCode3: null,
      Measure1: null,
    }),
    good(8, { Code: 'А1', BarCode2: '21WWWWWCCCCC' }),
  ],
  store: [
    { ObjectID: 2, GoodID: 2, Qtty: 5.5, Price: 6, Lot: ' ', LotID: 1, LotOrder: 1 },
    { ObjectID: 2, GoodID: 2, Qtty: 2, Price: 6, Lot: 'B', LotID: 2, LotOrder: 2 },
    { ObjectID: 1, GoodID: 2, Qtty: 100, Price: 6, Lot: ' ', LotID: 1, LotOrder: 1 },
    { ObjectID: 2, GoodID: 3, Qtty: -3, Price: 6, Lot: ' ', LotID: 1, LotOrder: 1 },
    { ObjectID: 2, GoodID: 8, Qtty: 9, Price: 6, Lot: ' ', LotID: 1, LotOrder: 1 },
  ],
  operations: [
    line(19, 4),
    line(19, 5, { Qtty: 2, GoodID: 8 }),
    line(19, 3, { Qtty: 50, GoodID: 8, PartnerID: 0 }),
    line(14, 1, { Qtty: 3, GoodID: 8, Note: `Seliton №7 ${IDENTITY}` }),
    line(14, 2, { Qtty: 4, GoodID: 8, Note: 'Seliton №7 other.bg' }),
  ],
  transformations: [
    { RootOperType: 19, RootAcct: 4, FromOperType: 19, FromAcct: 4, ToOperType: 2, ToAcct: 1, UserID: 1 },
  ],
  nextacct: [{ NextAcct: 'OR4' }, { NextAcct: 'OR5' }, { NextAcct: 'OR6' }],
  ecrreceipts: [
    {
      OperType: 2,
      Acct: 1,
      ReceiptID: 41,
      ReceiptType: 8,
      ECRID: DEVICE,
      Description: `${DEVICE}-0001-0000041`,
      Total: 1,
      UserID: 1,
    },
  ],
};

/** The seed of a table with a row more, in which everything that may be NULL is. */
export function nulls(table: string, id: number): ContractSeed {
  const [pattern = {}] = (SEED[table] ?? []).toSorted(
    (left, right) => Object.keys(right).length - Object.keys(left).length,
  );
  const empty = Object.fromEntries(Object.keys(pattern).map((column) => [column, null]));
  return { [table]: [...(SEED[table] ?? []), { ...empty, ID: id }] };
}

export const LINE: OperationLineDraft = {
  goodId: 2 as GoodId,
  quantity: decimal('2'),
  unitPrice: decimal('9.99'),
  unitVat: decimal('1.665'),
  vatRate: decimal('20'),
  discountPercent: decimal('0'),
  isService: false,
  total: decimal('19.98'),
  name: 'Стока',
  code: 'C2',
};
export const UNP: UnpRequest = {
  deviceSerial: DEVICE,
  operatorCode: '0001',
  rangeFrom: 1,
  rangeTo: 9_999_999,
  receiptOperationType: 19,
  lastKnownSequence: 0,
  namedInTexts: 0,
  // The seed holds a number of somebody else.
  isShared: true,
};

export const NEW_PARTNER: PartnerDraft = {
  company: `"Тест" ${'я'.repeat(300)}`,
  contact: 'Иван',
  city: 'София',
  address: 'ул. Шипка\u0007 1',
  phone: '1',
  email: 'i@x.bg',
  companyNumber: '123',
  vatNumber: 'BG123',
  groupId: 1,
};

export function draft(order: number, more: Partial<OperationDraft> = {}): OperationDraft {
  return {
    origin: { shopIdentity: IDENTITY, orderNumber: order as OrderNumber, claimKey: `ZWEB-0a1b2c3d-${order}` },
    operationType: 19,
    locationId: 2 as LocationId,
    operatorId: 2 as OperatorId,
    partner: { kind: 'existing', id: 2 as PartnerId, company: 'Лампи ООД' },
    lines: [LINE],
    date: '2026-11-20',
    note: `Seliton №${order} ${IDENTITY}`,
    total: decimal('19.98'),
    unp: UNP,
    remark: '',
    payments: [],
    ...more,
  };
}
