import { afterAll, beforeAll, describe } from 'vitest';
import { openMysqlWarehouse } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import { describeGroupContract } from '../../src/warehouse/group.contract.ts';
import { describeRememberedContract } from '../../src/warehouse/remembered.contract.ts';
import { describeSaleContract } from '../../src/warehouse/sale.contract.ts';
import type { MakePlace } from '../../src/warehouse/warehouse-place.contract.ts';
import { describeWarehouseContract } from '../../src/warehouse/warehouse.contract.ts';
import { seedMariadb } from '../support/contract/mariadb-place.ts';
import { describeMariadb, startMariadb } from '../support/mariadb.ts';
import type { PrivateMariadb } from '../support/mariadb.ts';

/** How installations set their servers up; a session of ours must not care. */
const MODES = [
  ['MariaDB', ['--lower-case-table-names=0']],
  [
    'MariaDB that folds names of tables, is not strict and reads "x" as a name',
    ['--lower-case-table-names=1', '--sql-mode=ANSI_QUOTES'],
  ],
] as const;

describe.each(MODES)('%s', (name, more) => {
  describeMariadb(name, () => {
    let server: PrivateMariadb;

    beforeAll(async () => {
      server = await startMariadb({ isDurable: false, more });
    });

    afterAll(async () => {
      await server.stop();
    });

    const make: MakePlace = async (seed) => {
      const database = await server.makeDatabase();
      const { url, rows } = await seedMariadb(server, database, seed);
      return {
        keepsEmoji: false,
        open: () => openMysqlWarehouse({ url, password: null }),
        rows,
        cleanUp: () => server.dropDatabase(database),
      };
    };
    describeWarehouseContract('MariaDB', make);
    describeSaleContract('MariaDB', make);
    describeGroupContract('MariaDB', make);
    describeRememberedContract('MariaDB', make);
  });
});
