import { afterEach, expect, it } from 'vitest';
import { sleep } from '../../../src/lib/sleep.ts';
import { expectSoundImport } from '../../support/invariants.ts';
import { makeAgentWorld } from '../../support/nats/agent-world.ts';
import type { AgentWorld } from '../../support/nats/agent-world.ts';
import { describeNats } from '../../support/nats/nats-server.ts';
import { DEVICE } from '../../support/world.ts';

// Orders that go to an agent over lines that break, and to agents that die (hosted.md, 5.3).

const ORDERS = 80;
const UP_AND_DOWN_MS = 2500;
const DOWN_MS = 1500;
const PATIENCE_MS = 120_000;

describeNats('orders through an agent', () => {
  let place: AgentWorld | null = null;

  afterEach(async () => {
    await place?.close();
    place = null;
  });

  async function open(options: Parameters<typeof makeAgentWorld>[0]): Promise<AgentWorld> {
    place = await makeAgentWorld(options);
    return place;
  }

  /** Orders that were recorded so far. */
  function claims({ world }: AgentWorld): number {
    return world.rows("SELECT 1 FROM nextacct WHERE NextAcct LIKE 'ZWEB-%'").length;
  }

  /** Each order once, on both sides, and УНП from 1 without a gap. */
  function expectEachOnce({ world }: AgentWorld): void {
    expectSoundImport(world, { orders: world.sandbox.store.ids('orders') });
    const receipts = world.rows(
      `SELECT ReceiptID AS sequence FROM ecrreceipts WHERE ECRID = '${DEVICE}' AND ReceiptType = 8 ORDER BY ReceiptID`,
    );
    const all = world.sandbox.store.ids('orders').length;
    expect(receipts.map((row) => Number(row['sequence']))).toEqual(
      Array.from({ length: all }, (_, index) => index + 1),
    );
  }

  it(
    'a line that is cut every 2.5 s for 1.5 s: 80 of 80, each once, УНП without gap',
    async () => {
      const made = await open({ orders: ORDERS });
      await made.startAgent();
      const cutter = setInterval(() => made.line.goDown(DOWN_MS), UP_AND_DOWN_MS);
      try {
        made.line.goDown(DOWN_MS);
        const run = await made.world.run(['import-orders']);
        expect([run.end, run.error]).toEqual(['done', null]);
        expect(made.line.cuts).toBeGreaterThan(2);
      } finally {
        clearInterval(cutter);
      }
      expectEachOnce(made);
    },
    PATIENCE_MS,
  );

  it(
    'a backlog takes at most two ways there and back an order',
    async () => {
      const made = await open({ orders: 200 });
      await made.startAgent();
      const before = made.workerLine.trips;
      expect((await made.world.run(['import-orders'])).error).toBe(null);
      expect((made.workerLine.trips - before) / 200).toBeLessThanOrEqual(2);
      expectEachOnce(made);
    },
    PATIENCE_MS,
  );

  it(
    'an agent that is killed while it records, and started again: each order once',
    async () => {
      const made = await open({ orders: 200 });
      let agent = await made.startAgent();
      let isOver = false;
      const running = made.world.run(['import-orders']).finally(() => {
        isOver = true;
      });
      for (const least of [1, 60, 120]) {
        while (claims(made) < least && !isOver) await sleep(2);
        agent.kill('SIGKILL');
        await new Promise((resolve) => agent.once('exit', resolve));
        agent = await made.startAgent();
      }
      const first = await running;
      expect([first.end, first.error]).toEqual(['done', null]);
      expectEachOnce(made);
    },
    PATIENCE_MS,
  );

  it(
    'the answer to a group is lost with the agent that had written it: its claims tell',
    async () => {
      const made = await open({ orders: ORDERS });
      const agent = await made.startAgent();
      made.workerLine.loseAnswerTo('recordOperations');
      const running = made.world.run(['import-orders']);
      await expect.poll(() => made.workerLine.cuts, { timeout: PATIENCE_MS, interval: 1 }).toBe(1);
      agent.kill('SIGKILL');
      await made.startAgent();
      expect((await running).error).toBe(null);
      expectEachOnce(made);
    },
    PATIENCE_MS,
  );
});
