import { request as ask } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readContent } from './content-file.ts';
import type { SandboxContent } from './content-file.ts';
import { startSandbox } from './sandbox.ts';
import type { RunningSandbox, SandboxOptions } from './sandbox.ts';

// A shop's public name and several shops behind one port, by plain HTTP with `Host` set by hand.

const open: RunningSandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});

const SIGNATURE = '0123456789abcdef0123456789abcdef01234567';

function content(code: string): SandboxContent {
  return readContent({
    apps: [{ clientId: 'app', clientSecret: 'pass', redirectPath: 'http://127.0.0.1/back' }],
    apiUsers: [{ username: 'u', secret: 's' }],
    exportFeed: { username: 'feed', domain: 'example.bg', signature: SIGNATURE },
    brands: [{ brandId: 1, brandName: { bg: 'Марка' }, brandImage: 'images/brand one.png' }],
    products: [
      {
        productId: 1,
        productCode: code,
        productName: { bg: 'Чай от липа' },
        brandID: 1,
        productImages: [{ productImage: 'product_7.jpg' }],
      },
    ],
  });
}

interface Asked {
  readonly host: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function call(sandbox: RunningSandbox, path: string, asked: Asked) {
  return new Promise<{ status: number; location: string; text: string }>((resolve, reject) => {
    const { host, method = 'GET', headers = {}, body } = asked;
    const request = ask(
      `${sandbox.listensAt}${path}`,
      { method, headers: { ...headers, host } },
      (answer) => {
        const parts: Buffer[] = [];
        answer
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              location: answer.headers.location ?? '',
              text: Buffer.concat(parts).toString(),
            }),
          );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function start(options: SandboxOptions): Promise<RunningSandbox> {
  const sandbox = await startSandbox(options);
  open.push(sandbox);
  return sandbox;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function tokenOf(sandbox: RunningSandbox, host: string, shop: string): Promise<string> {
  const query = `client_id=app&response_type=code&scope=read_brands+read_products&shop=${encodeURIComponent(shop)}`;
  const consent = await call(sandbox, `/authorize?${query}`, {
    host,
    method: 'POST',
    headers: FORM,
    body: 'authorized=Accept',
  });
  if (consent.status !== 302) return consent.text;
  const answer = await call(sandbox, '/token', {
    host,
    method: 'POST',
    headers: { ...FORM, authorization: `Basic ${btoa('app:pass')}` },
    body: `grant_type=authorization_code&code=${consent.location.slice(-40)}`,
  });
  return (JSON.parse(answer.text) as { access_token: string }).access_token;
}

const feedPath = `/module.php?ModuleName=com.seliton.superxmlexport&Username=feed&Domain=example.bg&Signature=${SIGNATURE}`;
const products = async (sandbox: RunningSandbox, host: string, token: string) =>
  call(sandbox, `/api/v1/products/?fields=productCode&access_token=${token}`, { host });

describe('the public name of a shop (--address)', () => {
  it('is in its links, in the addresses of its images and in OAuth, by whatever way it is reached', async () => {
    const sandbox = await start({ content: content('A'), address: 'https://Shop.example.bg/' });
    expect([sandbox.url, sandbox.adminUrl]).toEqual([
      'https://Shop.example.bg',
      'https://Shop.example.bg/sandbox/',
    ]);
    const local = new URL(sandbox.listensAt).host;
    const { text } = await call(sandbox, feedPath, { host: local });
    expect(text).toContain('<ImagePath>https://Shop.example.bg/userfiles/productimages/product_7.jpg<');
    expect(text).toMatch(/<ProductUrl>https:\/\/Shop\.example\.bg\/product\/1\/[^/<]+\.html</);
    expect(await tokenOf(sandbox, local, local)).toContain('unknown shop');
    const token = await tokenOf(sandbox, local, 'https://shop.example.bg');
    const claims = JSON.parse(atob(token.split('.')[1] ?? '')) as { iss: string };
    expect(claims.iss).toBe('shop.example.bg');
    const brand = await call(sandbox, `/api/v1/brands/1?access_token=${token}`, { host: local });
    expect(brand.text).toContain('"brandImage":"https://Shop.example.bg/images/brand one.png"');
  });

  it('may come from a browser that sees the public name while a proxy says another', async () => {
    const sandbox = await start({ content: content('A'), address: 'https://shop.example.bg' });
    const place = async (origin: string) =>
      call(sandbox, '/sandbox/orders', {
        host: '127.0.0.1',
        method: 'POST',
        headers: { ...FORM, origin },
        body: 'code1=A&quantity1=1&status=new',
      });
    expect((await place('https://shop.example.bg')).status).toBe(303);
    expect((await place('https://evil.example')).status).toBe(403);
  });
});

describe('several shops of one process, by host name', () => {
  it('are apart: products, keys, switches; an unknown name is told which there are', async () => {
    const [one, two] = ['http://one.example.bg:8080', 'https://two.example.bg'];
    const sandbox = await start({
      content: content('ONE'),
      address: one,
      neighbours: [{ content: content('TWO'), address: two }],
    });
    expect(sandbox.shops.map((shop) => shop.url)).toEqual([one, two]);
    sandbox.shops[1]?.faults.add({ kind: 'feedWithQuantity' });
    const ofOne = await call(sandbox, feedPath, { host: 'one.example.bg:8080' });
    const ofTwo = await call(sandbox, feedPath, { host: 'TWO.example.bg:9999' });
    expect([ofOne.text, ofTwo.text].map((text) => /<ProductCode>(\w+)</.exec(text)?.[1])).toEqual([
      'ONE',
      'TWO',
    ]);
    expect([ofOne.text, ofTwo.text].map((text) => text.includes('<ProductQuantity>'))).toEqual([false, true]);
    const stranger = await call(sandbox, feedPath, { host: 'three.example.bg' });
    expect([stranger.status, stranger.text.includes(two)]).toEqual([404, true]);
  });

  it('share the OAuth host, where `shop` says which is meant; a token opens its own shop only', async () => {
    const sandbox = await start({
      content: content('ONE'),
      address: 'https://one.example.bg',
      neighbours: [{ content: content('TWO'), address: 'https://two.example.bg' }],
    });
    const token = await tokenOf(sandbox, 'one.example.bg', 'two.example.bg');
    expect((await products(sandbox, 'two.example.bg', token)).text).toContain('"TWO"');
    expect((await products(sandbox, 'one.example.bg', token)).status).toBe(401);
  });
});
