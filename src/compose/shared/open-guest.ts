import type { App } from '../../app/app.ts';
import type { AppParts } from '../../app/app-parts.ts';
import { makeApp } from '../../app/make-app.ts';
import { asGuest } from './as-guest.ts';
import { HostSlots } from '../../hosted/host-slots.ts';
import { sleep } from '../../lib/sleep.ts';
import { databaseAddress } from '../../state/postgres/database-address.ts';
import type { DatabaseWish } from '../open-memory.ts';
import { hostLimitOf } from './host-limit.ts';

/**
 * The application of a process that takes no part in the work over a database, a terminal: what it asks of a
 * shop or a warehouse itself, and a run that is done there (`--here`), counts at their hosts as works do.
 */
export function openGuest(
  parts: AppParts,
  how: { readonly wish: DatabaseWish; readonly env: Readonly<Record<string, string | undefined>> },
): App {
  const { direct } = databaseAddress(how.wish.url, how.wish.direct);
  const slots = new HostSlots(direct, '', hostLimitOf(how.env));
  const app = makeApp(asGuest(parts, () => slots, { sleep }));
  return {
    ...app,
    close: async () => {
      await slots.close();
      await app.close();
    },
  };
}
