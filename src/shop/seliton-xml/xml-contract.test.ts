import { sandboxPlace } from '../../../test/support/sandbox-place.ts';
import { systemClock } from '../../lib/clock.ts';
import { sleep } from '../../lib/sleep.ts';
import { describeShopContract } from '../shop.contract.ts';
import { openXmlShop } from './xml-shop.ts';

describeShopContract('XML', (size) =>
  sandboxPlace(size, '/modules/', (address) =>
    openXmlShop({
      address,
      username: 'sklad',
      secret: 'sandbox-secret',
      language: 'bg',
      feed: { username: 'feed', domain: 'example.bg', signature: '0123456789abcdef0123456789abcdef01234567' },
      rateLimit: { atOnce: 4, perSecond: 10_000 },
      clock: systemClock,
      sleep: (ms, signal) => sleep(Math.min(ms, 5), signal),
      random: () => 0.5,
    }),
  ),
);
