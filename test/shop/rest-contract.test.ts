import { sandboxPlace } from '../support/sandbox-place.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { sleep } from '../../src/lib/sleep.ts';
import { describeShopContract } from '../../src/shop/shop.contract.ts';
import { openRestShop } from '../../src/shop/seliton-rest/rest-shop.ts';

describeShopContract('REST', (size) =>
  sandboxPlace(size, '/products/', (address) =>
    openRestShop({
      address,
      credentials: { kind: 'client', username: 'sklad', secret: 'sandbox-secret' },
      language: 'bg',
      rateLimit: { atOnce: 4, perSecond: 10_000 },
      clock: systemClock,
      sleep: (ms, signal) => sleep(Math.min(ms, 5), signal),
      random: () => 0.5,
    }),
  ),
);
