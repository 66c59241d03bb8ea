import { describe, expect, it } from 'vitest';
import { movedSecrets } from './secret-places.ts';
import { defaultSettings } from './settings.ts';
import type { Settings } from './settings.ts';

const BEFORE: Settings = {
  ...defaultSettings(),
  warehouse: 'mysql://sklad@db.example/wh?tls=verify',
  shopAddress: 'https://shop.example.bg',
  oauthAddress: 'https://login.example.bg/oauth',
  feedDomain: 'shop.example.bg',
  smtpAddress: 'smtps://sklad@mail.example.bg',
};

describe('secrets that would go elsewhere', () => {
  it.each<[Partial<Settings>, readonly string[]]>([
    [{ shopAddress: 'https://other.example.bg' }, ['secret', 'token', 'feedSignature']],
    [{ shopAddress: 'http://shop.example.bg' }, ['secret', 'token', 'feedSignature']],
    [{ shopAddress: 'shop.example.bg' }, ['secret', 'token', 'feedSignature']],
    [{ shopAddress: 'https://shop.example.bg:8443' }, ['secret', 'token', 'feedSignature']],
    [{ shopAddress: 'https://shop.example.bg/other' }, ['secret', 'token', 'feedSignature']],
    [{ shopAddress: '', identity: 'shop.example.bg' }, ['secret', 'token', 'feedSignature']],
    [{ oauthAddress: 'https://evil.example/oauth' }, ['secret', 'token']],
    [{ oauthAddress: '' }, ['secret', 'token']],
    [{ feedDomain: 'evil.example' }, ['feedSignature']],
    [{ warehouse: 'mysql://sklad@evil.example/wh?tls=verify' }, ['warehouseSecret']],
    [{ warehouse: 'mysql://sklad@db.example/wh' }, ['warehouseSecret']],
    [{ smtpAddress: 'smtp://sklad@mail.example.bg' }, ['smtpPassword']],
  ])('with %o are %o', (change, moved) => {
    expect(movedSecrets(BEFORE, { ...BEFORE, ...change })).toEqual(moved);
  });

  it.each<[Partial<Settings>]>([
    [{ shopAddress: 'HTTPS://Shop.Example.bg:443/' }],
    [{ username: 'other', interface: 'rest', credentials: 'token', notifyEmail: 'a@b.bg' }],
    [{}],
  ])('are none with %o: it is the same place', (change) => {
    expect(movedSecrets(BEFORE, { ...BEFORE, ...change })).toEqual([]);
  });
});
