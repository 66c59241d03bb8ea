import { expect, it } from 'vitest';
import type { AppParts, Secrets } from '../../app/app-parts.ts';
import { sleep } from '../../lib/sleep.ts';
import { defaultSettings, SECRETS } from '../../model/settings.ts';
import { asGuest } from './as-guest.ts';

const secrets = Object.fromEntries(SECRETS.map((name) => [name, null])) as Secrets;
const settings = { ...defaultSettings(), shopAddress: 'shop.example.bg' };

it('a host that is full is given up by the clock: looks that last long make nobody wait longer', async () => {
  let looks = 0;
  const full = {
    take: async () => {
      looks += 1;
      await sleep(200);
      return null;
    },
    isHolding: () => false,
  };
  const parts: Pick<AppParts, 'openShop' | 'openWarehouse'> = {
    openShop: () => Promise.reject(new Error('opened')),
    openWarehouse: () => Promise.reject(new Error('opened')),
  };
  const guest = asGuest(parts, () => full, { sleep: async () => undefined, patienceMs: 300 });
  const opening = guest.openShop(settings, secrets, {});
  await expect(opening).rejects.toMatchObject({ code: 'work.hostFull', facts: { host: 'shop.example.bg' } });
  expect(looks).toBe(2);
});
