import type { App } from '../../app/app.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { TenantId } from '../../model/tenant.ts';

/** A firm that is new, suspended or open again is noticed so soon, and so is what it has set up. */
const LOOK_MS = 60_000;

/** What is watched of a firm's own. */
export interface FirmWatch {
  /** For whom: left out, for every firm. A watch asks of its firm again and again. */
  readonly of?: 'digests' | 'reporting' | 'reportedTo';
  /** Until the signal ends it. */
  readonly watch: (app: App, signal: AbortSignal, tenant: TenantId) => Promise<void>;
}

interface Going {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/**
 * Watches of each open firm what it needs, until it is suspended, has no more need of it, or the signal
 * ends it. A look that fails is told; the next one goes on.
 */
export async function eachFirm(
  app: Pick<App, 'tenants'>,
  how: {
    readonly appOf: (tenant: TenantId) => App;
    readonly watches: readonly FirmWatch[];
    readonly sleep: Sleep;
    readonly onFault: (error: unknown) => void;
  },
  signal: AbortSignal,
): Promise<void> {
  const { appOf, watches, sleep, onFault } = how;
  const going = watches.map(() => new Map<TenantId, Going>());
  const look = async (): Promise<void> => {
    const [firms, watched] = await Promise.all([app.tenants.list(), app.tenants.watched()]);
    const open = firms.filter(({ suspendedAt }) => suspendedAt === null).map(({ id }) => id);
    for (const [at, { of, watch }] of watches.entries()) {
      const own = going[at] as Map<TenantId, Going>;
      const wanted = new Set(of === undefined ? open : open.filter((id) => watched[of].has(id)));
      for (const [id, { stop }] of own)
        if (!wanted.has(id)) {
          stop.abort();
          own.delete(id);
        }
      for (const id of wanted) {
        if (own.has(id)) continue;
        const stop = new AbortController();
        const ended = watch(appOf(id), AbortSignal.any([signal, stop.signal]), id).catch(onFault);
        own.set(id, { stop, ended });
      }
    }
  };
  while (!signal.aborted) {
    await look().catch(onFault);
    await sleep(LOOK_MS, signal).catch(() => undefined);
  }
  await Promise.all(going.flatMap((own) => [...own.values()].map(({ ended }) => ended)));
}
