import { afterEach, expect, it } from 'vitest';
import { describeFaketime, runChild, wrongClock } from '../support/child.ts';
import type { WrongClock } from '../support/child.ts';
import { expectSoundImport } from '../support/invariants.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Q7: the program itself under a machine's clock that was set wrong, with its memory and its warehouse.

const open: World[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const dataOf = (made: World): string => `${made.folder}/data`;

/** A run in a process of its own under that clock; with `killed` it dies at its first change. */
async function runAt(made: World, clock: WrongClock, killed = false): Promise<number | null> {
  const { code } = await runChild({
    args: ['run', PROFILE, '--yes', '--here', '--json', '--data', dataOf(made)],
    env: wrongClock(clock),
    killAfter: (line) => killed && line.includes('"type":"change"'),
  });
  return code;
}

describeFaketime('Q7: a clock that was set wrong', () => {
  it.each(['-1d', '+1y'] as const)(
    '%s: each order comes in once, killed or not, and the right clock goes on at once',
    async (clock) => {
      const made = await makeWorld({ orders: 4, goods: 30, sold: 10 });
      open.push(made);
      await made.run();
      const code = String(made.sandbox.store.list('products')[0]?.['productCode']);
      const buy = (): number => made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
      const orders = [...made.sandbox.store.ids('orders'), buy()];
      expect(await runAt(made, clock)).toBe(0);
      expectSoundImport(made, { orders });
      // What it has sent is what the right clock would have sent: no open order has become too old to reserve.
      made.sandbox.requests.reset();
      expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
      expect(made.sandbox.requests.writes()).toBe(0);
      orders.push(buy());
      // The lease that it leaves is of a process that is gone, whatever its clock has said.
      expect(await runAt(made, clock, true)).toBeNull();
      orders.push(buy());
      expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
      expectSoundImport(made, { orders });
    },
  );
});
