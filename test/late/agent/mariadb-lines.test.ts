import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { expectSoundImport } from '../../support/invariants.ts';
import { describeMariadb, startMariadb } from '../../support/mariadb.ts';
import type { PrivateMariadb } from '../../support/mariadb.ts';
import { mirrored, sampleDatabase } from '../../support/contract/mariadb-sample.ts';
import { makeAgentWorld } from '../../support/nats/agent-world.ts';
import type { AgentWorld } from '../../support/nats/agent-world.ts';
import { describeNats } from '../../support/nats/nats-server.ts';
import { DEVICE } from '../../support/world.ts';

// Orders through an agent before MariaDB, which writes them in transactions of its own: as before SQLite
// (`lines.test.ts`), over lines that break, and as few ways there and back.

const SAMPLE = { goods: 60, seed: 1 } as const;
const UP_AND_DOWN_MS = 2500;
const DOWN_MS = 1500;

describeNats('orders through an agent before a server', () => {
  describeMariadb('MariaDB', () => {
    let server: PrivateMariadb;
    let place: AgentWorld | null = null;

    beforeAll(async () => {
      server = await startMariadb({ isDurable: false });
    });

    afterEach(async () => {
      await place?.close();
      place = null;
    });

    afterAll(async () => {
      await server.stop();
    });

    /** Imports that many orders while `during` goes on; each of them once, УНП from 1 without a gap. */
    async function importAll(orders: number, during: (made: AgentWorld) => () => void): Promise<AgentWorld> {
      const database = await sampleDatabase(server, SAMPLE);
      const made = await makeAgentWorld({ ...SAMPLE, orders, warehouse: server.url(database) });
      place = made;
      await made.startAgent();
      const end = during(made);
      const run = await made.world.run(['import-orders']);
      end();
      expect([run.end, run.error]).toEqual(['done', null]);
      const seen = await mirrored(made.world, server, database);
      expectSoundImport(seen, { orders: made.world.sandbox.store.ids('orders') });
      const receipts = seen.rows(
        'SELECT ReceiptID AS number FROM ecrreceipts WHERE ECRID = ? AND ReceiptType = 8',
        DEVICE,
      );
      expect(receipts.map(({ number }) => Number(number)).toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: orders }, (_, index) => index + 1),
      );
      return made;
    }

    it('a line that is cut every 2.5 s for 1.5 s: each order once, УНП without gap', async () => {
      const { line } = await importAll(60, (made) => {
        made.line.goDown(DOWN_MS);
        const cutter = setInterval(() => made.line.goDown(DOWN_MS), UP_AND_DOWN_MS);
        return () => clearInterval(cutter);
      });
      expect(line.cuts).toBeGreaterThan(1);
    });

    it('an order takes at most two ways there and back', async () => {
      let before = 0;
      let trips = 0;
      await importAll(100, ({ workerLine }) => {
        before = workerLine.trips;
        return () => {
          trips = workerLine.trips - before;
        };
      });
      expect(trips / 100).toBeLessThanOrEqual(2);
    });
  });
});
