import type { RecordRefusal, WarehouseRecords, WarehouseRow } from '../warehouse/warehouse-records.ts';
import { ApiError, CODES, conflict, invalid, notFound } from './api-error.ts';
import { readQuery } from './list-query.ts';
import { readOperation } from './read-operation.ts';
import {
  DOCUMENT,
  ITEM,
  ITEMS_GROUP,
  LOCATION,
  LOCATIONS_GROUP,
  OPERATION_ROW,
  PARTNER,
  PARTNERS_GROUP,
  PAYMENT,
  PAYMENT_TYPE,
  STOCK_ROW,
  USER,
  USERS_GROUP,
  VAT_GROUP,
} from './wire-fields.ts';
import type { WireRecord } from './wire-fields.ts';
import { cellOf, rowOf, toWire } from './wire-values.ts';

/** A request taken apart; parameter names in lower case. */
export interface ApiRequest {
  readonly parameters: ReadonlyMap<string, string>;
  /** Parsed JSON; undefined for a GET. */
  readonly body: unknown;
  /** `YYYY-MM-DD`, local: the date of a document that names none. */
  readonly today: string;
}

export interface ApiAnswer {
  readonly body: unknown;
  /** Page and number of pages, for lists. */
  readonly paging?: { readonly page: number; readonly pages: number };
}

type Endpoint = (records: WarehouseRecords, request: ApiRequest) => Promise<ApiAnswer>;

const ALL = 10_000;

function list(record: WireRecord): Endpoint {
  return async (records, { parameters }) => {
    const query = readQuery(record, parameters);
    const { rows, total } = await records.list(record.table, query);
    const pages = Math.max(1, Math.ceil(total / query.pageSize));
    return { body: rows.map((row) => toWire(record, row)), paging: { page: query.page, pages } };
  };
}

/** Rows of one document, none for one that does not exist; both of its keys are needed. */
function rowsOfDocument(record: WireRecord, keys: readonly string[]): Endpoint {
  return async (records, { parameters }) => {
    for (const key of keys) if (!parameters.has(key)) throw invalid(key);
    const query = readQuery(record, parameters);
    const { rows } = await records.list(record.table, { ...query, page: 1, pageSize: ALL });
    return { body: rows.map((row) => toWire(record, row)) };
  };
}

function idOf(parameters: ReadonlyMap<string, string>): number {
  const id = cellOf(parameters.get('id'), 'integer');
  if (typeof id !== 'number') throw invalid('id');
  return id;
}

async function readOne(records: WarehouseRecords, record: WireRecord, id: number): Promise<ApiAnswer> {
  const { rows } = await records.list(record.table, {
    columns: record.fields.map((field) => field.column),
    filters: [{ column: 'ID', test: 'is', value: id }],
    page: 1,
    pageSize: 1,
  });
  const [row] = rows;
  // A filter of 0 means NULL too; an id is never either.
  if (row === undefined || id <= 0) throw notFound('id');
  return { body: toWire(record, row) };
}

function one(record: WireRecord): Endpoint {
  return async (records, { parameters }) => readOne(records, record, idOf(parameters));
}

type Editable = WireRecord & { readonly table: 'goods' | 'partners' };

function add(record: Editable, needed: string): Endpoint {
  return async (records, { body }) => {
    const values = rowOf(record, body);
    const column = record.fields.find((field) => field.wire === needed)?.column ?? '';
    if (String(values[column] ?? '').trim() === '') throw invalid(needed);
    return readOne(records, record, await records.insert(record.table, values));
  };
}

function change(record: Editable): Endpoint {
  return async (records, { parameters, body }) => {
    const id = idOf(parameters);
    if (!(await records.update(record.table, id, rowOf(record, body)))) throw notFound('id');
    return readOne(records, record, id);
  };
}

/** The wire name of a column, for the message of a refusal. */
function wireOf(record: WireRecord, column: string): string {
  return record.fields.find((field) => field.column === column)?.wire ?? column;
}

function refused(record: WireRecord, { kind, column, reason }: RecordRefusal): ApiError {
  const name = wireOf(record, column);
  if (reason === 'hasDocument') return conflict('Operation already contains document.');
  if (reason === 'usesLots')
    return new ApiError(400, CODES.failed, 'Operations that move stock by lots cannot be saved here.');
  if (reason === 'notEnough') return new ApiError(409, CODES.failed, `Not enough quantity: ${name}.`);
  if (kind === 'conflict') return conflict(`Not possible: ${name} (${reason}).`);
  return kind === 'missing' ? notFound(name) : invalid(name);
}

async function documentRows(
  records: WarehouseRecords,
  record: WireRecord,
  keys: { readonly operationType: number; readonly documentNumber: number },
): Promise<ApiAnswer> {
  const { rows } = await records.list(record.table, {
    columns: record.fields.map((field) => field.column),
    filters: [
      { column: 'OperType', test: 'is', value: keys.operationType },
      { column: 'Acct', test: 'is', value: keys.documentNumber },
    ],
    page: 1,
    pageSize: ALL,
  });
  return { body: rows.map((row) => toWire(record, row)) };
}

const saveOperation: Endpoint = async (records, { body, today }) => {
  const operation = readOperation(body, today);
  const outcome = await records.saveOperation(operation);
  if (outcome.kind === 'refused') throw refused(OPERATION_ROW, outcome.refusal);
  const { operationType } = operation;
  return documentRows(records, OPERATION_ROW, { operationType, documentNumber: outcome.value });
};

function keysOf(row: WarehouseRow): { operationType: number; documentNumber: number } {
  if (typeof row['OperType'] !== 'number') throw invalid('operation_type');
  if (typeof row['Acct'] !== 'number') throw invalid('document_number');
  return { operationType: row['OperType'], documentNumber: row['Acct'] };
}

const savePayment: Endpoint = async (records, { body, today }) => {
  const row = rowOf(PAYMENT, body);
  const keys = keysOf(row);
  if (typeof row['Qtty'] !== 'number' || row['Qtty'] === 0) throw invalid('qtty');
  for (const [column, wire] of [
    ['Sign', 'sign'],
    ['Mode', 'mode'],
  ] as const)
    if (![undefined, 1, -1].includes(row[column] as number | undefined)) throw invalid(wire);
  const outcome = await records.savePayment({ Date: `${today} 00:00:00`, ...row });
  if (outcome.kind === 'refused') throw refused(PAYMENT, outcome.refusal);
  return documentRows(records, PAYMENT, keys);
};

const saveDocument: Endpoint = async (records, { body, today }) => {
  const row = rowOf(DOCUMENT, body);
  const keys = keysOf(row);
  const outcome = await records.saveDocument({ InvoiceDate: `${today} 00:00:00`, ...row });
  if (outcome.kind === 'refused') throw refused(DOCUMENT, outcome.refusal);
  return documentRows(records, DOCUMENT, keys);
};

const readDocument: Endpoint = async (records, request) => {
  const { body } = await rowsOfDocument(DOCUMENT, ['operation_type', 'document_number'])(records, request);
  const [document] = body as readonly unknown[];
  if (document === undefined) throw notFound('document_number');
  return { body: document };
};

const EDITABLE_ITEM = { ...ITEM, table: 'goods' } as const;
const EDITABLE_PARTNER = { ...PARTNER, table: 'partners' } as const;
const DOCUMENT_KEYS = ['operation_type', 'document_number'] as const;

/** Every call of the interface (facts section 3): method and path in lower case → what it does. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['GET /items', list(ITEM)],
  ['GET /item', one(ITEM)],
  ['POST /item', add(EDITABLE_ITEM, 'name')],
  ['PUT /item', change(EDITABLE_ITEM)],
  ['GET /itemsgroups', list(ITEMS_GROUP)],
  ['GET /partners', list(PARTNER)],
  ['GET /partner', one(PARTNER)],
  ['POST /partner', add(EDITABLE_PARTNER, 'company')],
  ['PUT /partner', change(EDITABLE_PARTNER)],
  ['GET /partnersgroups', list(PARTNERS_GROUP)],
  ['GET /users', list(USER)],
  ['GET /usersgroups', list(USERS_GROUP)],
  ['GET /locations', list(LOCATION)],
  ['GET /locationsgroups', list(LOCATIONS_GROUP)],
  ['GET /store', list(STOCK_ROW)],
  ['GET /operations', list(OPERATION_ROW)],
  ['GET /operation', rowsOfDocument(OPERATION_ROW, DOCUMENT_KEYS)],
  ['POST /operation', saveOperation],
  ['GET /payments', list(PAYMENT)],
  ['GET /payment', rowsOfDocument(PAYMENT, DOCUMENT_KEYS)],
  ['POST /payment', savePayment],
  ['GET /paymenttypes', list(PAYMENT_TYPE)],
  ['GET /documents', list(DOCUMENT)],
  ['GET /document', readDocument],
  ['POST /document', saveDocument],
  ['GET /vatgroups', list(VAT_GROUP)],
]);
