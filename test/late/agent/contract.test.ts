import { afterAll, beforeAll } from 'vitest';
import { openSqliteWarehouse } from '../../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { describeGroupContract } from '../../../src/warehouse/group.contract.ts';
import { describeRememberedContract } from '../../../src/warehouse/remembered.contract.ts';
import { describeSaleContract } from '../../../src/warehouse/sale.contract.ts';
import type { MakePlace } from '../../../src/warehouse/warehouse-place.contract.ts';
import { describeWarehouseContract } from '../../../src/warehouse/warehouse.contract.ts';
import { seededFile } from '../../support/contract/sqlite-place.ts';
import { agentAt, warehouseOf } from '../../support/nats/agent-place.ts';
import type { ServedAgent } from '../../../src/warehouse/agent/serve-agent.ts';
import { describeNats, hubOf, startNats } from '../../support/nats/nats-server.ts';
import type { PrivateNats } from '../../support/nats/nats-server.ts';
import { openRelay } from '../../support/network/relay.ts';
import type { Relay } from '../../support/network/relay.ts';

// The law that every warehouse adapter passes, through an agent behind a line with a delay of 40 ms.

const NAME = 'shop-1';

describeNats('the warehouse contract through an agent', () => {
  let nats: PrivateNats;
  let line: Relay;
  let agent: ServedAgent;
  let path = '';

  beforeAll(async () => {
    nats = await startNats(hubOf(NAME));
    line = await openRelay({ host: '127.0.0.1', port: nats.port }, { delayMs: 40 });
    agent = await agentAt(line.port, NAME, () => openSqliteWarehouse({ path }));
  });

  afterAll(async () => {
    await agent.close();
    await line.close();
    await nats.stop();
  });

  const make: MakePlace = async (seed) => {
    const file = seededFile(seed);
    ({ path } = file);
    return {
      open: () => warehouseOf(nats.port, NAME),
      keepsEmoji: true,
      rows: file.rows,
      cleanUp: file.cleanUp,
    };
  };

  describeWarehouseContract('an agent over SQLite', make);
  describeSaleContract('an agent over SQLite', make);
  describeGroupContract('an agent over SQLite', make);
  describeRememberedContract('an agent over SQLite', make);
});
