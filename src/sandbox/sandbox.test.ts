import { afterEach, describe, expect, it } from 'vitest';
import { readContent } from './content-file.ts';
import { generateContent } from './content/generate-content.ts';
import { startSandbox } from './sandbox.ts';
import type { RunningSandbox, SandboxOptions } from './sandbox.ts';

// Made from the public facts of the platform (facts of Seliton, sections 6 to 12) with plain HTTP, not with
// our client.

const open: RunningSandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});

const APP = {
  clientId: 'testclient',
  clientSecret: 'testpass',
  redirectPath: 'http://127.0.0.1/callback',
};
const OTHER_APP = { clientId: 'other', clientSecret: 'otherpass', redirectPath: 'http://127.0.0.1/callback' };
const ALL_SCOPES =
  'read_attributes write_attributes read_brands write_brands read_categories write_categories read_customers write_customers read_orders read_pages write_pages read_products write_products read_scriptCodes write_scriptCodes';

type Json = Record<string, unknown>;
async function start(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const sandbox = await startSandbox({
    content: readContent({
      apps: [APP, OTHER_APP],
      apiUsers: [{ username: 'u', secret: 's' }],
    }),
    ...options,
  });
  open.push(sandbox);
  return sandbox;
}

async function authorise(
  sandbox: RunningSandbox,
  more: Partial<Record<'scope' | 'state' | 'shop' | 'client', string>> = {},
) {
  const query = new URLSearchParams({
    client_id: more.client ?? 'testclient',
    response_type: 'code',
    shop: more.shop ?? new URL(sandbox.url).host,
    scope: more.scope ?? ALL_SCOPES,
    ...(more.state === undefined ? {} : { state: more.state }),
  });
  const form = new FormData();
  form.set('authorized', 'Accept');
  return fetch(`${sandbox.url}/authorize?${query.toString()}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
}

async function exchange(
  sandbox: RunningSandbox,
  code: string,
  basic = 'testclient:testpass',
): Promise<Response> {
  const form = new FormData();
  form.set('grant_type', 'authorization_code');
  form.set('code', code);
  return fetch(`${sandbox.url}/token`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Basic ${btoa(basic)}` },
  });
}

async function tokenOf(
  sandbox: RunningSandbox,
  more: Parameters<typeof authorise>[1] = {},
  basic?: string,
): Promise<string> {
  const location = (await authorise(sandbox, more)).headers.get('location') ?? '';
  const code = location.slice(location.indexOf('code=') + 5).slice(0, 40);
  return ((await (await exchange(sandbox, code, basic)).json()) as { access_token: string }).access_token;
}

function api(sandbox: RunningSandbox, token: string) {
  const ask = async (method: string, path: string, query: string, body?: unknown) => {
    const url = `${sandbox.url}/api/v1/${path}?access_token=${token}${query}`;
    const init =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(url, { method, redirect: 'manual', ...init });
    return { status: response.status, body: (await response.json()) as Json };
  };
  return {
    get: (path: string, query = '') => ask('GET', path, query === '' ? '' : `&${query}`),
    send: (method: string, path: string, body: unknown) => ask(method, path, '', body),
  };
}

async function opened(
  options: SandboxOptions = {},
): Promise<{ sandbox: RunningSandbox; rest: ReturnType<typeof api> }> {
  const sandbox = await start(options);
  return { sandbox, rest: api(sandbox, await tokenOf(sandbox)) };
}

const firstRow = (record: Json | undefined, list: string): Json =>
  ((record?.[list] ?? []) as Json[])[0] ?? {};
const errorOf = (body: Json): unknown => (body['error'] as Json | undefined)?.['message'];

describe('OAuth (facts section 6)', () => {
  it('redirects to the registered address with a code of exactly 40 characters in first place; state is echoed', async () => {
    const sandbox = await start();
    const response = await authorise(sandbox, { state: 'xyz', shop: `http://${new URL(sandbox.url).host}` });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toMatch(
      /^http:\/\/127\.0\.0\.1\/callback\?code=[0-9a-f]{40}&state=xyz$/,
    );
  });

  it('changes a code once, for a JSON Web Token that serves all calls in the query', async () => {
    const sandbox = await start();
    const code = (await authorise(sandbox)).headers.get('location')?.slice(-40) ?? '';
    const answer = (await (await exchange(sandbox, code)).json()) as Json;
    expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    const claims = JSON.parse(atob(String(answer['access_token']).split('.')[1] ?? '')) as Json;
    expect(Object.keys(claims).sort()).toEqual([
      'aud',
      'exp',
      'iat',
      'id',
      'iss',
      'jti',
      'scope',
      'sub',
      'token_type',
    ]);
    expect((await exchange(sandbox, code)).status).toBe(400);
    expect((await api(sandbox, String(answer['access_token'])).get('products/')).status).toBe(200);
  });

  it('refuses a wrong client, an expired code and an expired token, each in its own shape', async () => {
    let now = Date.parse('2026-11-24T10:00:00Z');
    const sandbox = await start({ clock: () => new Date(now) });
    const code = async (): Promise<string> =>
      (await authorise(sandbox)).headers.get('location')?.slice(-40) ?? '';
    const wrong = await exchange(sandbox, await code(), 'testclient:nope');
    expect([wrong.status, ((await wrong.json()) as Json)['error']]).toEqual([401, 'invalid_client']);
    const late = await code();
    now += 31_000;
    expect((await exchange(sandbox, late)).status).toBe(400);
    const token = await tokenOf(sandbox);
    now += 3_600_001;
    const expired = await api(sandbox, token).get('products/');
    expect([expired.status, typeof errorOf(expired.body)]).toEqual([401, 'string']);
  });

  it('keeps scopes apart and does not refuse those of script codes', async () => {
    const sandbox = await start();
    const rest = api(sandbox, await tokenOf(sandbox, { scope: 'read_products+read_scriptCodes' }));
    expect((await rest.get('products/')).status).toBe(200);
    expect((await rest.get('scriptCodes/')).status).toBe(200);
    const refused = await rest.send('POST', 'products/', {});
    expect(refused.status).toBe(403);
    expect(errorOf(refused.body)).toContain('write_products');
  });
});

describe('REST conventions (facts section 7)', () => {
  it('takes lists with and records without the final slash, and redirects neither', async () => {
    const { rest } = await opened();
    const made = await rest.send('POST', 'brands/', {});
    const id = Number(made.body['brandId']);
    expect([(await rest.get('brands/')).status, (await rest.get(`brands/${id}`)).status]).toEqual([200, 200]);
    expect([(await rest.get('brands')).status, (await rest.get(`brands/${id}/`)).status]).toEqual([404, 404]);
  });

  it('answers a create with the bare record, the others in their envelopes; an unknown record with an error object', async () => {
    const { rest } = await opened();
    const made = await rest.send('POST', 'pages/', []);
    const id = Number(made.body['pageId']);
    expect(id).toBeGreaterThan(0);
    expect(Object.keys((await rest.get(`pages/${id}`)).body)).toEqual(['page']);
    expect((await rest.get('pages/')).body).toMatchObject({
      pages: [{ pageId: id }],
      _metadata: { count: 1 },
    });
    expect(Object.keys((await rest.send('PUT', `pages/${id}`, { pageIsActive: false })).body)).toEqual([
      'page',
    ]);
    await rest.send('DELETE', `pages/${id}`, undefined);
    expect(typeof errorOf((await rest.get(`pages/${id}`)).body)).toBe('string');
    expect(typeof errorOf((await rest.get('nothing/')).body)).toBe('string');
  });

  it('texts by language: lower and upper case are taken, upper case is answered', async () => {
    const { rest } = await opened();
    const made = await rest.send('POST', 'products/', {
      productName: { en: 'Lamp', BG: 'Лампа' },
      productCode: 'L',
      productCategories: [],
    });
    expect(made.body['productName']).toEqual({ EN: 'Lamp', BG: 'Лампа' });
    const changed = await rest.send('PUT', `products/${Number(made.body['productId'])}`, {
      productName: { bg: 'Лампион' },
    });
    expect((changed.body['product'] as Json)['productName']).toEqual({ EN: 'Lamp', BG: 'Лампион' });
  });

  it('a PUT is partial; read-only fields are ignored; nulls are kept and present; lists are replaced in their order', async () => {
    const { rest } = await opened();
    const made = await rest.send('POST', 'products/', {
      productCode: 'A',
      productQuantity: 3,
      productBarcode: null,
      productCategories: [{ categoryID: 2 }, { categoryID: 1 }],
    });
    const id = Number(made.body['productId']);
    const changed = (
      await rest.send('PUT', `products/${id}`, {
        productId: 999,
        productCategories: [{ categoryID: 7 }, { categoryID: 3 }],
      })
    ).body['product'] as Json;
    expect(changed).toMatchObject({
      productId: id,
      productCode: 'A',
      productQuantity: 3,
      productBarcode: null,
      productBonusPointsPrice: null,
      availabilityLabelID: null,
    });
    expect(changed['productCategories']).toEqual([{ categoryID: 7 }, { categoryID: 3 }]);
    const brand = await rest.send('POST', 'brands/', {
      brandImageWidth: 10,
      brandProductCount: 5,
      brandImage: 'my pic.jpg',
    });
    expect(brand.body).toMatchObject({ brandImageWidth: 0, brandProductCount: 0 });
    expect(String(brand.body['brandImage'])).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/my pic\.jpg$/);
    const category = await rest.send('POST', 'categories/', {
      categoryImage: 'c.jpg',
      categoryProductCount: 4,
    });
    expect(category.body).toMatchObject({
      categoryImage: 'c.jpg',
      categoryProductCount: 0,
      categoryFeatured: false,
      categoryWebPosActive: true,
    });
  });

  it('rows of nested lists have all their keys: 24, 7, 36 and 8', async () => {
    const { rest } = await opened();
    const customer = await rest.send('POST', 'customers/', {
      customerEmail: 'a@b.bg',
      customerGroupID: 1,
      customerAddresses: [{ countryCode: 'bg', customerAddressFirstName: 'Иван' }],
    });
    const [address] = customer.body['customerAddresses'] as Json[];
    expect(Object.keys(address ?? {})).toHaveLength(24);
    expect(address).toMatchObject({ countryCode: 'bg', stateCode: null });
    expect(customer.body).toMatchObject({ customerBonusPoints: 0, customerReferrerID: null });
    const product = await rest.send('POST', 'products/', {
      productImages: [{ productImage: 'x.jpg', productImageFeaturedStyle: 'double_width' }],
    });
    const [image] = product.body['productImages'] as Json[];
    expect(Object.keys(image ?? {})).toHaveLength(7);
    expect(image).toMatchObject({ productImage: 'x.jpg', productImageFeaturedStyle: 'double_width' });
    const { rest: full } = await opened({
      content: {
        ...generateContent({ products: 3, orders: 1, seed: 1, currency: 'EUR', now: new Date() }),
        apps: [APP],
      },
    });
    const [order] = (await full.get('orders/')).body['orders'] as Json[];
    expect(Object.keys(firstRow(order, 'orderItems'))).toHaveLength(36);
    expect(Object.keys(firstRow(order, 'orderTotalLines'))).toHaveLength(8);
  });

  it('bad values are refused in the error shape and change nothing', async () => {
    const { rest, sandbox } = await opened();
    for (const body of [
      { productPrice: 'много' },
      { productName: 'not by language' },
      { productAvailabilityStatus: 'maybe' },
      { productIsActive: 'true' },
      { productCategories: 'x' },
    ]) {
      const answer = await rest.send('POST', 'products/', body);
      expect([answer.status, typeof errorOf(answer.body)]).toEqual([400, 'string']);
    }
    expect(sandbox.store.count('products')).toBe(0);
  });

  it('script codes: another app’s code cannot be changed, one’s own and an unowned one can; deleting is free', async () => {
    const { sandbox, rest } = await opened();
    const make = async (owner: unknown) =>
      Number(
        (
          await rest.send('POST', 'scriptCodes/', {
            scriptCodeText: 'x',
            scriptCodeName: 'n',
            scriptCodeAppID: owner,
          })
        ).body['scriptCodeId'],
      );
    const [own, none, foreign] = [await make('testclient'), await make(null), await make('other')];
    const put = async (id: number) =>
      (await rest.send('PUT', `scriptCodes/${id}`, { scriptCodeText: 'y' })).status;
    expect([await put(own), await put(none), await put(foreign)]).toEqual([200, 200, 401]);
    expect((await rest.send('DELETE', `scriptCodes/${foreign}`, undefined)).status).toBe(200);
    expect(sandbox.store.count('scriptCodes')).toBe(2);
  });
});

describe('lists (facts section 9)', () => {
  it('limit, offset, fields, order and the filters; the count is that of the filter', async () => {
    const { rest } = await opened();
    for (const name of ['Чай от липа', 'Чай зелен', 'Кафе', 'Чай черен']) {
      await rest.send('POST', 'products/', { productName: { bg: name }, productCode: name });
    }
    const ids = async (query: string) =>
      ((await rest.get('products/', query)).body['products'] as Json[]).map(
        (product) => product['productId'],
      );
    expect(await ids('limit=2&offset=1')).toEqual([2, 3]);
    expect(await ids('order=productId%3Adesc')).toEqual([4, 3, 2, 1]);
    const filtered = (
      await rest.get('products/', 'nameContains=%D1%87%D0%B0%D0%B9&limit=1&fields=productId%2CproductName')
    ).body;
    expect(filtered).toEqual({
      products: [{ productId: 1, productName: { BG: 'Чай от липа' } }],
      _metadata: { count: 3 },
    });
    await rest.send('POST', 'pages/', { pageTitle: { en: 'About us' } });
    expect((await rest.get('pages/', 'titleContains=about')).body).toMatchObject({ _metadata: { count: 1 } });
    await rest.send('POST', 'customers/', { customerEmail: 'ivan@example.bg' });
    expect((await rest.get('customers/', 'emailContains=petar')).body).toMatchObject({
      customers: [],
      _metadata: { count: 0 },
    });
  });
});

describe('XML API (facts section 4 and our reading)', () => {
  const post = async (sandbox: RunningSandbox, fields: Record<string, string>): Promise<string> => {
    const body = new URLSearchParams({ version: '1.0', username: 'u', secret: 's', ...fields });
    return (await fetch(`${sandbox.url}/modules/extra/vendors/api.php`, { method: 'POST', body })).text();
  };

  it('creates, updates and leaves absent elements alone; one bad product stops no other; entities stay text', async () => {
    const sandbox = await start();
    const feed = (inner: string) =>
      post(sandbox, { action: 'postxmlfeed', xmlfeed: `<Store><Products>${inner}</Products></Store>` });
    const product =
      '<Product><ProductCode>X&amp;1</ProductCode><ProductName><BG>&lt;Чай&gt;</BG></ProductName><ProductPrice currencycode="EUR">3.5</ProductPrice></Product>';
    expect(
      await feed(
        `${product}<Product><ProductCode>Y</ProductCode><ProductPrice>лошо</ProductPrice></Product>`,
      ),
    ).toMatch(/<Result>created<\/Result>.*<Result>error<\/Result>/);
    expect(sandbox.store.get('products', 1)).toMatchObject({
      productCode: 'X&1',
      productName: { BG: '<Чай>' },
      productPrice: '3.50',
    });
    expect(
      await feed('<Product><ProductCode>X&amp;1</ProductCode><ProductQuantity>7</ProductQuantity></Product>'),
    ).toContain('<Result>updated</Result>');
    expect(sandbox.store.get('products', 1)).toMatchObject({ productQuantity: 7, productPrice: '3.50' });
    expect(
      await feed('<Product><ProductCode>X&amp;1</ProductCode><ProductQuantity>7</ProductQuantity></Product>'),
    ).toContain('<Result>unchanged</Result>');
    expect(
      await post(sandbox, { action: 'postxmlfeed', xmlfeed: '<!DOCTYPE x [<!ENTITY a "b">]><Store/>' }),
    ).toContain('<ErrorCode>feed</ErrorCode>');
  });

  it('refuses wrong credentials, actions and versions with HTTP 200 and an error', async () => {
    const sandbox = await start();
    expect(await post(sandbox, { action: 'getorders', secret: 'no' })).toContain(
      '<ErrorCode>auth</ErrorCode>',
    );
    expect(await post(sandbox, { action: 'dance' })).toContain('<Status>error</Status>');
    expect(await post(sandbox, { action: 'getorders', version: '9' })).toContain('<Status>error</Status>');
  });

  it('gives orders above a number, ascending, and keeps a УНП', async () => {
    const content = {
      ...generateContent({ products: 3, orders: 5, seed: 1, currency: 'EUR', now: new Date() }),
      apiUsers: [{ username: 'u', secret: 's' }],
    };
    const sandbox = await start({ content });
    const [first = 0, second = 0] = sandbox.store.ids('orders');
    const text = await post(sandbox, { action: 'getorders', fromorderid: String(first), limit: '2' });
    expect([...text.matchAll(/<Order><OrderID>(\d+)</g)].map((match) => Number(match[1]))).toEqual(
      sandbox.store.ids('orders').slice(1, 3),
    );
    const answer = await post(sandbox, {
      action: 'updateorder',
      orderid: String(second),
      uniquesalenumber: 'DT000001-0001-0000001',
    });
    expect(answer).toContain('DT000001-0001-0000001');
    expect(sandbox.store.get('orders', second)?.['orderUniqueSaleNumber']).toBe('DT000001-0001-0000001');
  });

  it('the export feed wants its own access data', async () => {
    const sandbox = await start({
      content: generateContent({ products: 2, orders: 0, seed: 1, currency: 'EUR', now: new Date() }),
    });
    const url = (signature: string) =>
      `${sandbox.url}/module.php?ModuleName=com.seliton.superxmlexport&Username=feed&Domain=example.bg&Signature=${signature}`;
    const text = await (await fetch(url('0123456789abcdef0123456789abcdef01234567'))).text();
    expect(text.match(/<Product>/g)).toHaveLength(2);
    expect(text).toContain('xmlns="http://schemas.summercart.com/dealer/v1"');
    expect(text).toMatch(/<ProductPrice currencycode="EUR">\d+\.\d\d</);
    expect((await fetch(url('0'.repeat(40)))).status).toBe(403);
  });
});

describe('stock, faults, content and memory (spec section 9)', () => {
  it('an order takes its goods off the stock, a cancelled one gives them back', async () => {
    const sandbox = await start({
      content: generateContent({ products: 1, orders: 0, seed: 1, currency: 'EUR', now: new Date() }),
    });
    const stock = (): number => Number(sandbox.store.get('products', 1)?.['productQuantity']);
    const before = stock();
    const code = String(sandbox.store.get('products', 1)?.['productCode']);
    const number = sandbox.placeOrder({ lines: [{ code, quantity: '2' }], shipping: '4.99' });
    expect(stock()).toBe(before - 2);
    expect(sandbox.store.get('orders', number)).toMatchObject({
      orderQuantitiesInStockReduced: true,
      orderStatus: 'new',
    });
    const put = await fetch(`${sandbox.adminUrl}orders/${number}/status`, {
      method: 'PUT',
      body: JSON.stringify({ status: 'cancelled' }),
    });
    expect([put.status, stock()]).toEqual([200, before]);
  });

  it('generated content is the same for the same seed, and every order adds up', () => {
    const options = {
      products: 30,
      orders: 200,
      seed: 5,
      currency: 'EUR',
      now: new Date('2026-11-24T00:00:00Z'),
    };
    expect(generateContent(options)).toEqual(generateContent(options));
    expect(generateContent({ ...options, seed: 6 })).not.toEqual(generateContent(options));
    for (const order of generateContent(options).orders) {
      const lines = (order['orderTotalLines'] as Json[]).filter(
        (line) => line['orderTotalLineType'] !== 'tax',
      );
      const sum = lines
        .slice(0, -1)
        .reduce((total, line) => total + Math.round(Number(line['orderTotalLineAmount']) * 100), 0);
      expect(sum).toBe(Math.round(Number(order['orderTotal']) * 100));
    }
  });

  it('faults strike as often as they are told, and are gone when cleared', async () => {
    const { sandbox, rest } = await opened();
    sandbox.faults.add({ kind: 'error503', next: 2, path: '/brands/' });
    const status = async () => (await fetch(`${sandbox.url}/api/v1/brands/`)).status;
    expect([await status(), await status(), await status()]).toEqual([503, 503, 401]);
    sandbox.faults.add({ kind: 'truncatedField', field: 'productName', amount: 3 });
    expect(
      (await rest.send('POST', 'products/', { productName: { bg: 'Дълго име' } })).body['productName'],
    ).toEqual({ BG: 'Дъл' });
    sandbox.faults.clear();
    sandbox.faults.add({ kind: 'cutAfter', next: 1, method: 'POST' });
    await expect(rest.send('POST', 'brands/', {})).rejects.toThrow();
    expect(sandbox.store.count('brands')).toBe(1);
  });

  it('the administration refuses other origins, shows orders, and places one from its form', async () => {
    const sandbox = await start({
      content: generateContent({ products: 2, orders: 2, seed: 1, currency: 'EUR', now: new Date() }),
    });
    const foreign = await fetch(`${sandbox.adminUrl}orders`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: new URLSearchParams(),
    });
    expect(foreign.status).toBe(403);
    const page = await fetch(`${sandbox.adminUrl}orders`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<td>');
    const code = String(sandbox.store.get('products', 1)?.['productCode']);
    const body = new URLSearchParams({ code1: code, quantity1: '2', status: 'new', firstName: '<b>x</b>' });
    const placed = await fetch(`${sandbox.adminUrl}orders`, { method: 'POST', body, redirect: 'manual' });
    expect(placed.status).toBe(303);
    expect(await (await fetch(`${sandbox.adminUrl}orders`)).text()).not.toContain('<b>x</b>');
    const unknown = new URLSearchParams({ code1: 'няма', status: 'new' });
    expect((await fetch(`${sandbox.adminUrl}orders`, { method: 'POST', body: unknown })).status).toBe(400);
  });
});
