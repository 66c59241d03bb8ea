import type { AppParts } from '../../app/app-parts.ts';
import type { Sleep } from '../../lib/sleep.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { HeldSlots, HostSlots } from '../../hosted/host-slots.ts';
import { shopHosts, warehouseHosts } from '../../hosted/hosts-of.ts';

/** A person waits for the answer: a host that is full is tried for so long, however long a look takes. */
const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 250;

type Opening = Pick<AppParts, 'openShop' | 'openWarehouse'>;
type Slots = Pick<HostSlots, 'take' | 'isHolding'>;

/**
 * The same parts, whose shops and warehouses are each opened with a slot at their host, and give it back
 * when they are closed: for whatever asks them beside the works of a queue, tests of connections, choices of
 * a form, a look for goods or products, a terminal. A host never has more than its limit so, whoever asks.
 * Opening rejects `work.hostFull` where a host has no slot for five seconds. Runs hold the slots of their
 * hosts themselves, and are not made of these parts; looks that hold some (`HostSlots.holding`) take no
 * others. Who has both sides open at one host counts there twice.
 */
export function asGuest<P extends Opening>(
  parts: P,
  slots: () => Slots,
  { sleep, patienceMs = PATIENCE_MS }: { readonly sleep: Sleep; readonly patienceMs?: number },
): P {
  const guests: Opening = {
    openShop: (settings, secrets, watch) =>
      opened(shopHosts(settings), () => parts.openShop(settings, secrets, watch)),
    openWarehouse: (settings, secrets, watch) =>
      opened(warehouseHosts(settings), () => parts.openWarehouse(settings, secrets, watch)),
  };
  return { ...parts, ...guests };

  async function opened<S extends { close(): Promise<void> }>(
    hosts: readonly string[],
    open: () => Promise<S>,
  ): Promise<S> {
    const asked = hosts.filter((host) => !slots().isHolding(host));
    if (asked.length === 0) return open();
    const held = await slotsAt(asked);
    try {
      return givingBack(await open(), held);
    } catch (error) {
      await held.release();
      throw error;
    }
  }

  async function slotsAt(hosts: readonly string[]): Promise<HeldSlots> {
    const giveUp = performance.now() + patienceMs;
    for (;;) {
      const held = await slots().take(hosts);
      if (held !== null) return held;
      if (performance.now() >= giveUp) throw new SyncError('work.hostFull', { host: hosts.join(', ') });
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

/** A side that gives its slot back once it is closed; it may be closed more than once. */
function givingBack<S extends { close(): Promise<void> }>(side: S, held: HeldSlots): S {
  const close = side.close.bind(side);
  return Object.assign(side, {
    close: async () => {
      try {
        await close();
      } finally {
        await held.release();
      }
    },
  });
}
