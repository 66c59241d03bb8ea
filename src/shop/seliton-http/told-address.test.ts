import { describe, expect, it } from 'vitest';
import { SyncError } from '../../model/sync-error.ts';
import { ifAllowed, toldAddress } from './told-address.ts';

describe('Q4: where a shop says itself that it is', () => {
  it.each([
    ['nothing', [], null],
    ['names of files', ['a.jpg', '', 'null', '/product/1/a.html'], null],
    ['one address', ['http://shop.bg/my pic.jpg'], 'http://shop.bg'],
    ['with a port', ['https://Shop.bg:8443/x'], 'https://shop.bg:8443'],
    ['most of several', ['https://cdn.bg/a', 'https://shop.bg/b', 'https://shop.bg/c'], 'https://shop.bg'],
    ['another scheme', ['ftp://shop.bg/a'], null],
  ])('%s', (_name, texts, expected) => {
    expect(toldAddress(texts)).toBe(expected);
  });

  it('what may not be read is not told; a shop that is away is', async () => {
    const scope = new SyncError('shop.scope.missing', { scope: 'read_brands' });
    expect(await ifAllowed(() => Promise.reject(scope))).toBe(null);
    const away = new SyncError('shop.unreachable', { address: 'shop.bg', reason: 'ECONNREFUSED' });
    await expect(ifAllowed(() => Promise.reject(away))).rejects.toBe(away);
  });
});
