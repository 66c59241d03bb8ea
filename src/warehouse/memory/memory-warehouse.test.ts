import { describeWarehouseContract } from '../warehouse.contract.ts';
import { MemoryDatabase } from './memory-database.ts';
import { openMemoryWarehouse } from './memory-warehouse.ts';

const NOON = { now: () => Date.parse('2026-11-24T12:00:00Z') };

describeWarehouseContract('memory', async (seed) => {
  const database = new MemoryDatabase(seed);
  return {
    open: async () => openMemoryWarehouse(database, NOON),
    keepsEmoji: true,
    rows: async (table) => database.rows(table),
    cleanUp: async () => undefined,
  };
});
