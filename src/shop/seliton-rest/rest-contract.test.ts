import { sandboxPlace } from '../../../test/support/sandbox-place.ts';
import { systemClock } from '../../lib/clock.ts';
import { sleep } from '../../lib/sleep.ts';
import { describeShopContract } from '../shop.contract.ts';
import { openRestShop } from './rest-shop.ts';

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
