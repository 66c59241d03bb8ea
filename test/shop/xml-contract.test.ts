import { sandboxPlace } from '../support/sandbox-place.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { sleep } from '../../src/lib/sleep.ts';
import { describeShopContract } from '../../src/shop/shop.contract.ts';
import { openXmlShop } from '../../src/shop/seliton-xml/xml-shop.ts';

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
