import { describeSaleContract } from '../sale.contract.ts';
import type { MakePlace } from '../warehouse-place.contract.ts';
import { describeWarehouseContract } from '../warehouse.contract.ts';
import { MemoryDatabase } from './memory-database.ts';
import { openMemoryWarehouse } from './memory-warehouse.ts';

const NOON = { now: () => Date.parse('2026-11-24T12:00:00Z') };

const make: MakePlace = async (seed) => {
  const database = new MemoryDatabase(seed);
  return {
    open: async () => openMemoryWarehouse(database, NOON),
    keepsEmoji: true,
    rows: async (table) => database.rows(table),
    cleanUp: async () => undefined,
  };
};
describeWarehouseContract('memory', make);
describeSaleContract('memory', make);
