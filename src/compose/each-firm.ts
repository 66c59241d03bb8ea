import type { App } from '../app/app.ts';
import type { Sleep } from '../lib/sleep.ts';
import type { TenantId } from '../model/tenant.ts';

/** A firm that is new, suspended or open again is noticed so soon. */
const LOOK_MS = 60_000;

/**
 * Watches each firm that is open, until it is suspended or the signal ends it. A look that fails is told;
 * the next one goes on.
 */
export async function eachFirm(
  app: Pick<App, 'tenants'>,
  how: {
    readonly appOf: (tenant: TenantId) => App;
    readonly watch: (app: App, signal: AbortSignal, tenant: TenantId) => Promise<void>;
    readonly sleep: Sleep;
    readonly onFault: (error: unknown) => void;
  },
  signal: AbortSignal,
): Promise<void> {
  const { appOf, watch, sleep, onFault } = how;
  const watched = new Map<TenantId, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  const look = async (): Promise<void> => {
    const open = (await app.tenants.list()).filter(({ suspendedAt }) => suspendedAt === null);
    const ids = new Set(open.map(({ id }) => id));
    for (const [id, { stop }] of watched)
      if (!ids.has(id)) {
        stop.abort();
        watched.delete(id);
      }
    for (const id of ids) {
      if (watched.has(id)) continue;
      const stop = new AbortController();
      const ended = watch(appOf(id), AbortSignal.any([signal, stop.signal]), id).catch(onFault);
      watched.set(id, { stop, ended });
    }
  };
  while (!signal.aborted) {
    await look().catch(onFault);
    await sleep(LOOK_MS, signal).catch(() => undefined);
  }
  await Promise.all([...watched.values()].map(({ ended }) => ended));
}
