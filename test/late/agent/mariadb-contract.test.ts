import { afterAll, beforeAll } from 'vitest';
import { openMysqlWarehouse } from '../../../src/warehouse/mysql/mysql-warehouse.ts';
import { describeRememberedContract } from '../../../src/warehouse/remembered.contract.ts';
import { describeSaleContract } from '../../../src/warehouse/sale.contract.ts';
import { describeWarehouseContract } from '../../../src/warehouse/warehouse.contract.ts';
import type { MakePlace } from '../../../src/warehouse/warehouse-place.contract.ts';
import type { ServedAgent } from '../../../src/warehouse/agent/serve-agent.ts';
import { ReusedDatabase } from '../../support/contract/mariadb-place.ts';
import { describeMariadb, startMariadb } from '../../support/mariadb.ts';
import type { PrivateMariadb } from '../../support/mariadb.ts';
import { agentAt, warehouseOf } from '../../support/nats/agent-place.ts';
import { describeNats, hubOf, startNats } from '../../support/nats/nats-server.ts';
import type { PrivateNats } from '../../support/nats/nats-server.ts';

// The law that every warehouse adapter passes, through an agent before MariaDB: what the driver gives comes over
// the wire as it is. The delay of a line is the other file's; so is the law of groups, which holds row against
// row with its number, and wants a database that was made anew for each.

const NAME = 'shop-1';

describeNats('the warehouse contract through an agent before a server', () => {
  describeMariadb('MariaDB', () => {
    let server: PrivateMariadb;
    let database: ReusedDatabase;
    let nats: PrivateNats;
    let agent: ServedAgent;
    let url = '';

    beforeAll(async () => {
      server = await startMariadb({ isDurable: false });
      database = await ReusedDatabase.make(server);
      nats = await startNats(hubOf(NAME));
      agent = await agentAt(nats.port, NAME, () => openMysqlWarehouse({ url, password: null }));
    });

    afterAll(async () => {
      await agent.close();
      await nats.stop();
      await server.stop();
    });

    const make: MakePlace = async (seed) => {
      const seeded = await database.seeded(seed);
      ({ url } = seeded);
      return {
        open: () => warehouseOf(nats.port, NAME),
        keepsEmoji: false,
        rows: seeded.rows,
        cleanUp: async () => undefined,
      };
    };

    describeWarehouseContract('an agent over MariaDB', make);
    describeSaleContract('an agent over MariaDB', make);
    describeRememberedContract('an agent over MariaDB', make);
  });
});
