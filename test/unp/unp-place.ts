import { tmpdir } from 'node:os';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { decimal } from '../../src/model/decimal.ts';
import type { GoodId } from '../../src/model/good.ts';
import type { LocationId } from '../../src/model/location.ts';
import type { OperationDraft, UnpRequest } from '../../src/model/operation.ts';
import type { OperatorId } from '../../src/model/operator.ts';
import { claimKey, originNote } from '../../src/model/order-origin.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { PartnerId } from '../../src/model/partner.ts';
import { openWarehouse } from '../../src/compose/warehouses.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { hasMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';
import { makeWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { copyWarehouse } from '../crash/warehouse-copy.ts';
import type { Row } from '../crash/warehouse-copy.ts';

export type EngineName = 'SQLite' | 'MariaDB';
export const ENGINES: readonly EngineName[] = hasMariadb() ? ['SQLite', 'MariaDB'] : ['SQLite'];
export const IDENTITY = 'shop.example';
const WORKER = fileURLToPath(new URL('unp-worker.ts', import.meta.url));
const SECRETS = {
  secret: null,
  token: null,
  feedSignature: null,
  warehouseSecret: null,
  smtpPassword: null,
  webhookAddress: null,
};

/** A warehouse of one engine, with a shop beside it where a test wants the whole way. */
export interface UnpPlace {
  readonly world: World;
  readonly address: string;
  open(): Promise<Warehouse>;
  change(sql: string): Promise<void>;
  /** УНП rows of the two devices of these tests, in the order in which they were written. */
  receipts(): Promise<readonly Row[]>;
  rows(sql: string): Promise<readonly Row[]>;
  remember(): Promise<void>;
  putBack(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the warehouse at an address as a profile would. */
export function openAt(address: string): Promise<Warehouse> {
  return openWarehouse({ ...defaultSettings(), warehouse: address }, SECRETS, {
    dataFolder: tmpdir(),
  });
}

export async function makeUnpPlace(
  engine: EngineName,
  options: { readonly orders?: number; readonly server: PrivateMariadb | null },
): Promise<UnpPlace> {
  const common = { goods: 30, seed: 3 };
  const world = await makeWorld({ ...common, orders: options.orders ?? 0 });
  const copy = await copyWarehouse(engine, world, { server: options.server, ...common });
  await world.setSettings({ warehouse: copy.address });
  return {
    world,
    address: copy.address,
    open: () => openAt(copy.address),
    change: (sql) => copy.change(sql),
    receipts: async () =>
      (await copy.look())(
        'SELECT * FROM ecrreceipts WHERE ReceiptType = 8 AND ECRID IN (?, ?) ORDER BY ID',
        DEVICE_1,
        DEVICE_2,
      ),
    rows: async (sql) => (await copy.look())(sql),
    remember: () => copy.remember('kept'),
    putBack: () => copy.putBack('kept'),
    close: async () => {
      await copy.close();
      await world.close();
    },
  };
}

export const DEVICE_1 = 'DT900001';
export const DEVICE_2 = 'DT900002';

export function unpRequest(more: Partial<UnpRequest> = {}): UnpRequest {
  return {
    deviceSerial: DEVICE_1,
    operatorCode: '0001',
    rangeFrom: 1,
    rangeTo: 9_999_999,
    receiptOperationType: 19,
    lastKnownSequence: 0,
    namedInTexts: 0,
    isShared: false,
    ...more,
  };
}

/** A document of one line for an order. */
export function unpDraft(order: number, unp: Partial<UnpRequest> = {}): OperationDraft {
  const orderNumber = order as OrderNumber;
  return {
    origin: { shopIdentity: IDENTITY, orderNumber, claimKey: claimKey('0a1b2c3d'.repeat(8), orderNumber) },
    operationType: 19,
    locationId: 5 as LocationId,
    operatorId: 2 as OperatorId,
    partner: { kind: 'existing', id: 2 as PartnerId, company: '' },
    lines: [
      {
        goodId: 10 as GoodId,
        quantity: decimal('1'),
        unitPrice: decimal('12'),
        unitVat: decimal('2'),
        vatRate: decimal('20'),
        discountPercent: decimal('0'),
        isService: false,
        total: decimal('12'),
        name: 'Стока',
        code: '10',
      },
    ],
    date: '2026-11-24',
    note: originNote(IDENTITY, orderNumber),
    total: decimal('12'),
    unp: unpRequest(unp),
    remark: '',
    payments: [],
  };
}

export const never = new AbortController().signal;

/** Records one order; its УНП. */
export async function draw(
  warehouse: Warehouse,
  order: number,
  unp: Partial<UnpRequest> = {},
): Promise<string> {
  const outcome = await warehouse.recordOperation(unpDraft(order, unp), never);
  return outcome.kind === 'documentGone' ? '' : (outcome.operation.unp ?? '');
}

/** Runs so many processes at once, each recording these orders; their УНП by order, as each process got them. */
export async function drawInProcesses(
  address: string,
  batches: readonly (readonly number[])[],
): Promise<readonly Readonly<Record<string, string>>[]> {
  return Promise.all(
    batches.map(async (orders) => {
      const child = spawn(process.execPath, [WORKER, address, JSON.stringify(orders)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      const code = await new Promise((resolve) => child.once('close', resolve));
      if (code !== 0) throw new Error(`a process ended with ${String(code)}: ${text}`);
      return JSON.parse(text) as Readonly<Record<string, string>>;
    }),
  );
}
