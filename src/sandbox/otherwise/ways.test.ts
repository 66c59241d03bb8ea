import { readFile } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { generateContent } from '../content/generate-content.ts';
import type { FaultSwitch } from '../faults.ts';
import { startSandbox } from '../sandbox.ts';
import type { RunningSandbox } from '../sandbox.ts';
import { FAULT_KINDS } from './ways.ts';

// Each way in which a shop may be otherwise, by plain HTTP: issue of the shop as it is, section 2.

const NOW = new Date('2026-11-24T10:00:00Z');
const open: RunningSandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});

async function start(...faults: FaultSwitch[]): Promise<RunningSandbox> {
  const content = generateContent({ products: 4, orders: 12, seed: 7, currency: 'EUR', now: NOW });
  const sandbox = await startSandbox({ content });
  for (const fault of faults) sandbox.faults.add(fault);
  open.push(sandbox);
  return sandbox;
}

async function xml(sandbox: RunningSandbox, fields: Record<string, string>): Promise<Response> {
  const access = { version: '1.0', username: 'sklad', secret: 'sandbox-secret' };
  const body = new URLSearchParams({ ...access, ...fields });
  return fetch(`${sandbox.url}/modules/extra/vendors/api.php`, { method: 'POST', body, redirect: 'manual' });
}

const said = async (answer: Promise<Response>): Promise<string> => (await answer).text();
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/<Order><OrderID>(\d+)</g)].map((match) => Number(match[1]));

async function orders(sandbox: RunningSandbox, fields: Record<string, string> = {}): Promise<number[]> {
  return numbersIn(await said(xml(sandbox, { action: 'getorders', ...fields })));
}

async function feed(sandbox: RunningSandbox): Promise<string> {
  const query =
    'ModuleName=com.seliton.superxmlexport&Username=feed&Domain=example.bg&Signature=0123456789abcdef0123456789abcdef01234567';
  return (await fetch(`${sandbox.url}/module.php?${query}`)).text();
}

async function rest(sandbox: RunningSandbox, path: string): Promise<Record<string, unknown>> {
  const form = new FormData();
  form.set('grant_type', 'client_credentials');
  const headers = { authorization: `Basic ${btoa('sklad:sandbox-secret')}` };
  const token = await fetch(`${sandbox.url}/token`, { method: 'POST', body: form, headers });
  const { access_token: value } = (await token.json()) as { access_token: string };
  return (await fetch(`${sandbox.url}/api/v1/${path}&access_token=${value}`)).json() as Promise<
    Record<string, unknown>
  >;
}

const post = (sandbox: RunningSandbox, products: string) =>
  xml(sandbox, { action: 'postxmlfeed', xmlfeed: `<Store><Products>${products}</Products></Store>` });

describe('lists', () => {
  it('newest first, from the start, with the boundary, more or fewer than asked, all in place of some', async () => {
    const plain = await start();
    const all = await orders(plain);
    const [first = 0, second = 0, third = 0] = all;
    const asked = { fromorderid: String(second), limit: '2' };
    expect(await orders(await start({ kind: 'newestFirst' }), asked)).toEqual(all.slice(-2).toReversed());
    expect(await orders(await start({ kind: 'startIgnored' }), asked)).toEqual([first, second]);
    expect(await orders(await start({ kind: 'boundaryIncluded' }), asked)).toEqual([second, third]);
    expect(await orders(await start({ kind: 'limitIgnored' }), asked)).toEqual(all.slice(2));
    expect(await orders(await start({ kind: 'smallPages', amount: 1 }), asked)).toEqual([third]);
    const named = { orderids: String(third) };
    expect(await orders(plain, named)).toEqual([third]);
    expect(await orders(await start({ kind: 'numbersIgnored' }), named)).toEqual(all);
  });

  it('over REST: the same page again, no count, PHP’s lists', async () => {
    const page = async (...faults: FaultSwitch[]) =>
      rest(await start(...faults), 'products/?fields=productId&limit=2&offset=2');
    const [third, fourth] = [{ productId: 3 }, { productId: 4 }];
    expect(await page()).toEqual({ products: [third, fourth], _metadata: { count: 4 } });
    expect(await page({ kind: 'samePageAgain' })).toMatchObject({
      products: [{ productId: 1 }, { productId: 2 }],
    });
    expect(await page({ kind: 'noCount' })).toEqual({ products: [third, fourth] });
    expect(await page({ kind: 'listsAsObjects' })).toMatchObject({ products: { 0: third, 2: fourth } });
    const odd = await start({ kind: 'listsAsObjects' });
    expect(await rest(odd, 'products/?fields=productId&limit=1')).toMatchObject({
      products: { productId: 1 },
    });
    expect(await rest(odd, 'scriptCodes/?')).toMatchObject({ scriptCodes: null });
  });
});

describe('values', () => {
  it('decimals with a comma, truths in words, dates in other forms, texts with entities', async () => {
    const number = String((await orders(await start()))[0]);
    const first = async (...faults: FaultSwitch[]): Promise<string> =>
      said(xml(await start(...faults), { action: 'getorders', orderids: number }));
    expect(await first({ kind: 'commas' })).toMatch(/<OrderTotal>\d+,\d\d</);
    expect(await first({ kind: 'truthsInWords', field: 'on/off' })).toMatch(
      /<OrderBillingIsCompany>(on|off)</,
    );
    const written = /<OrderCreatedAt>([^<]*)</;
    const plain = written.exec(await first())?.[1] ?? '';
    const iso = written.exec(await first({ kind: 'otherDates' }))?.[1] ?? '';
    expect(iso).toBe(`${plain.replace(' ', 'T')}${iso.slice(-6)}`);
    expect(iso).toMatch(/\+0[23]:00$/);
    const [date = '', time = ''] = plain.split(' ');
    expect(await first({ kind: 'otherDates', field: 'bulgarian' })).toContain(
      `>${date.split('-').toReversed().join('.')} ${time}<`,
    );
    expect(await first({ kind: 'otherDates', field: 'unix' })).toContain(`>${Date.parse(iso) / 1000}<`);
    const shop = await start({ kind: 'namesAsHtml' });
    await post(
      shop,
      '<Product><ProductCode>H</ProductCode><ProductName><BG>Чай &amp; сок</BG></ProductName></Product>',
    );
    expect(await feed(shop)).toContain('<BG>Чай &amp;amp; сок</BG>');
  });

  it('texts are kept as the shop likes them', async () => {
    const kept = async (kind: 'tidiedTexts' | 'threeByteTexts', name: string) => {
      const shop = await start({ kind });
      await post(
        shop,
        `<Product><ProductCode>K</ProductCode><ProductName><BG>${name}</BG></ProductName></Product>`,
      );
      return shop.store.get('products', 5)?.['productName'];
    };
    expect(await kept('tidiedTexts', 'Чай  с   мед')).toEqual({ BG: 'Чай с мед' });
    expect(await kept('threeByteTexts', 'Чай 🍵 с мед')).toEqual({ BG: 'Чай ' });
  });
});

describe('the XML API', () => {
  it('spells names otherwise', async () => {
    const first = async (kind: 'smallNames' | 'underscoredNames' | 'shortNames') =>
      said(xml(await start({ kind }), { action: 'getorders', limit: '1' }));
    expect(await first('smallNames')).toMatch(/<response><status>ok<\/status><orders><order><orderid>\d/);
    expect(await first('underscoredNames')).toContain('<Order_Item_Qty>');
    expect(await first('shortNames')).toMatch(/<Items><Item>.*<Qty>.*<TotalLines><TotalLine>/);
  });

  it('has another envelope, repeats nothing, or keeps the УНП elsewhere', async () => {
    const unp = 'DT000001-0001-0000001';
    const update = async (...faults: FaultSwitch[]) => {
      const shop = await start(...faults);
      const [number = 0] = shop.store.ids('orders');
      const fields = { action: 'updateorder', orderid: String(number), uniquesalenumber: unp };
      const text = await said(xml(shop, fields));
      return { text, kept: shop.store.get('orders', number)?.['orderUniqueSaleNumber'] };
    };
    expect((await update({ kind: 'noEnvelope' })).text).toMatch(/\?>\n<Data><Order>/);
    expect((await update({ kind: 'otherStatusWord' })).text).toContain('<Result>Success</Result>');
    const silent = await update({ kind: 'noEcho' });
    expect([silent.text.includes(unp), silent.kept]).toEqual([false, unp]);
    expect((await update({ kind: 'unpElsewhere', field: 'unp' })).kept).toBe(null);
    const quiet = await start({ kind: 'noResults' });
    expect(await said(post(quiet, '<Product><ProductCode>Q</ProductCode></Product>'))).not.toContain(
      '<Product>',
    );
    expect(quiet.store.count('products')).toBe(5);
  });

  it('spoils one record and no other', async () => {
    const bad = await start({ kind: 'badOrder' }, { kind: 'badProduct', amount: 2 });
    expect(await said(xml(bad, { action: 'getorders' }))).toMatch(/ & Co <b/);
    expect((await feed(bad)).match(/ & Co <b/g)).toHaveLength(1);
    const { products } = await rest(bad, 'products/?fields=productId,productPrice');
    expect((products as { productPrice: unknown }[]).map((each) => typeof each.productPrice)).toEqual([
      'string',
      'object',
      'string',
      'string',
    ]);
  });

  it('takes a feed for the whole catalogue, or what it leaves out for empty', async () => {
    const whole = await start({ kind: 'feedReplaces' });
    await post(whole, '<Product><ProductCode>R</ProductCode></Product>');
    expect(whole.store.list('products').map((product) => product['productCode'])).toEqual(['R']);
    const empty = await start({ kind: 'feedEmpties' });
    const code = String(empty.store.get('products', 1)?.['productCode']);
    await post(
      empty,
      `<Product><ProductCode>${code}</ProductCode><ProductPrice>2.00</ProductPrice></Product>`,
    );
    expect(empty.store.get('products', 1)).toMatchObject({
      productPrice: '2.00',
      productName: {},
      productQuantity: 0,
    });
  });

  it('tells quantity and visibility in its export feed', async () => {
    expect(await feed(await start())).not.toContain('<ProductQuantity>');
    expect(await feed(await start({ kind: 'feedWithQuantity' }))).toMatch(
      /<ProductQuantity>\d+<\/ProductQuantity><ProductIsActive>1</,
    );
  });
});

describe('what stands before it', () => {
  it('leads elsewhere, walls off, or says that the module is off, without doing anything', async () => {
    const shop = await start({ kind: 'redirect', next: 1 });
    const away = await xml(shop, { action: 'getorders' });
    expect([away.status, away.headers.get('location')]).toEqual([
      301,
      `https://www.${new URL(shop.url).host}/modules/extra/vendors/api.php`,
    ]);
    shop.faults.add({ kind: 'wall', amount: 503, next: 1 });
    const wall = await xml(shop, { action: 'getorders' });
    expect([wall.status, wall.headers.get('cf-mitigated')]).toEqual([503, 'challenge']);
    shop.faults.add({ kind: 'firewall', next: 1 });
    expect((await xml(shop, { action: 'getorders' })).status).toBe(403);
    shop.faults.add({ kind: 'moduleInactive' });
    expect(await said(xml(shop, { action: 'getorders' }))).toContain('not active');
    expect(await feed(shop)).toContain('not active');
    expect(await rest(shop, 'products/?')).toMatchObject({ _metadata: { count: 4 } });
  });

  it('loses the answer of what was done', async () => {
    const shop = await start({ kind: 'emptyAnswer', next: 1 });
    const first = await post(shop, '<Product><ProductCode>E</ProductCode></Product>');
    expect([first.status, await first.text(), shop.store.count('products')]).toEqual([200, '', 5]);
    shop.faults.add({ kind: 'oddAnswer', next: 1 });
    expect(await said(post(shop, '<Product><ProductCode>F</ProductCode></Product>'))).toBe('OK');
    expect(shop.store.count('products')).toBe(6);
  });

  it('puts something before the answer, or another type or charset around it', async () => {
    const bytes = async (...faults: FaultSwitch[]) => {
      const answer = await xml(await start(...faults), { action: 'getorders', limit: '1' });
      return { type: answer.headers.get('content-type'), body: Buffer.from(await answer.arrayBuffer()) };
    };
    const plain = (await bytes()).body.toString();
    expect((await bytes({ kind: 'byteOrderMark' })).body.subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    );
    const noise = (await bytes({ kind: 'noise' })).body.toString();
    expect([noise.startsWith('<br />'), noise.endsWith(plain)]).toEqual([true, true]);
    expect((await bytes({ kind: 'wrongType' })).type).toBe('image/png');
    const old = await bytes({ kind: 'windows1251' });
    expect(old.type).toBe('text/xml; charset=windows-1251');
    const decoded = new TextDecoder('windows-1251').decode(old.body);
    expect(decoded.replace('windows-1251', 'UTF-8')).toBe(plain);
  });

  it.each([
    ['gzip', gunzipSync],
    ['deflate', inflateSync],
    ['br', brotliDecompressSync],
    ['zstd', zstdDecompressSync],
  ])('packs answers with %s', async (field, unpack) => {
    const shop = await start({ kind: 'packed', field });
    const { request } = await import('node:http');
    const packed = await new Promise<Buffer>((resolve, reject) => {
      request(`${shop.url}/api/v1/nothing/`, (answer) => {
        expect(answer.headers['content-encoding']).toBe(field);
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
      })
        .on('error', reject)
        .end();
    });
    expect(unpack(packed).toString()).toContain('There is no such address');
  });
});

it('every switch has a name of its own, and a place on its page', async () => {
  expect(new Set(FAULT_KINDS).size).toBe(FAULT_KINDS.length);
  const page = await readFile(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
  expect(FAULT_KINDS.filter((kind) => !page.includes(`\`${kind}`))).toEqual([]);
});
