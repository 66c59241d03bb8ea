import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, CALLS } from '../../src/api/api.ts';
import type { Call } from '../../src/api/call.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import type { Json } from '../support/page-client.ts';
import { ACCESS, makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const OWNER = { name: 'Иван', password: 'дълга парола 1' };
/** Secrets that are in play; none may ever be answered. */
const PLANTED = [ACCESS.secret, 'planted-token-7f3a', OWNER.password];
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

describe('the page’s API, in the order in which a person works', () => {
  let world: World;
  let page: PageClient;
  let close: () => Promise<void>;

  beforeAll(async () => {
    world = await makeWorld({
      orders: 12,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index === 2 ? { ...order, orderCurrencyCode: 'USD' } : order,
        ),
      }),
    });
    const served = await openPage(world);
    close = async () => {
      await served.close();
      await world.close();
    };
    page = new PageClient(served.url);
    await page.call('GET', '/api/start');
    await page.enter('/api/setup', { ...OWNER, code: served.setupCode });
  });

  afterAll(async () => {
    await close();
  });

  async function get(path: string): Promise<Json> {
    const reply = await page.call('GET', path);
    expect([path, reply.status, reply.text.slice(0, 200)]).toEqual([path, 200, reply.text.slice(0, 200)]);
    return reply.body;
  }

  async function untilOver(): Promise<Json> {
    for (;;) {
      const work = await get(`${AT}/work`);
      if (work['isOver'] === true) return work;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('S33, S34: the list has the server with its exact type; a new one is made, copied, renamed, removed', async () => {
    const list = (await get('/api/profiles')) as unknown as readonly Json[];
    expect(list[0]).toMatchObject({
      name: PROFILE,
      type: 'WarehousePro Import Export Seliton',
      isBusy: false,
    });
    const added = await page.call('POST', '/api/profiles', { body: { name: 'Втори' } });
    expect(added.body).toMatchObject({ name: 'Втори', version: 1, settings: defaultSettings() });
    expect((await page.call('POST', '/api/profiles', { body: { name: 'Втори' } })).status).toBe(409);
    const copy = await page.call('POST', '/api/profiles', { body: { name: 'Копие', copyOf: PROFILE } });
    expect(copy.body['settings']).toMatchObject({ shopAddress: world.sandbox.url, deviceSerial: '' });
    expect((await get('/api/profiles/%D0%9A%D0%BE%D0%BF%D0%B8%D0%B5'))['secrets']).toEqual([]);
    const wrong = await page.call('DELETE', '/api/profiles/%D0%9A%D0%BE%D0%BF%D0%B8%D0%B5', {
      body: { confirm: 'x' },
    });
    expect(wrong.status).toBe(404);
    for (const name of ['Копие', 'Втори']) {
      const path = `/api/profiles/${encodeURIComponent(name)}`;
      expect((await page.call('DELETE', path, { body: { confirm: name } })).status).toBe(200);
    }
  });

  it('the form: every setting described in both languages, choices from the warehouse, secrets write-only', async () => {
    const described = await get('/api/settings');
    expect((described['settings'] as readonly Json[]).length).toBe(Object.keys(defaultSettings()).length);
    const english = await page.call('GET', '/api/settings', { headers: { 'Accept-Language': 'en' } });
    expect(english.text).not.toEqual(JSON.stringify(described));
    const choices = await get(`${AT}/choices`);
    expect((choices['groups'] as readonly Json[]).length).toBeGreaterThan(5);
    const token = { body: { value: 'planted-token-7f3a' } };
    expect((await page.call('PUT', `${AT}/secrets/token`, token)).status).toBe(200);
    expect((await get(AT))['secrets']).toEqual(expect.arrayContaining(['secret', 'token']));
    expect((await page.call('DELETE', `${AT}/secrets/token`)).status).toBe(200);
    expect((await get(AT))['secrets']).toEqual(['secret']);
  });

  it('faults stand beside their fields, and what a second tab saved first is not overwritten', async () => {
    const { version, name, settings } = (await get(AT)) as { version: number; name: string; settings: Json };
    const faulty = { ...settings, requestsAtOnce: 0, priceGroup: 'x', nothing: 1 };
    const refused = await page.call('PUT', AT, { body: { version, name, settings: faulty } });
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body['fields'] as Json)).toEqual(
      expect.arrayContaining(['requestsAtOnce', 'priceGroup', 'nothing']),
    );
    const body = { version, name, settings: { ...settings, recheckDays: 7 } };
    expect((await page.call('PUT', AT, { body })).body['version']).toBe(version + 1);
    const second = await page.call('PUT', AT, { body });
    expect([second.status, second.body['code']]).toEqual([409, 'profile.changedMeanwhile']);
    const starts = await page.call('POST', '/api/schedule', { body: { schedule: '15' } });
    expect((starts.body['starts'] as readonly string[]).length).toBe(5);
    expect((await page.call('POST', '/api/schedule', { body: { schedule: 'на обяд' } })).body).toEqual({
      starts: [],
    });
  });

  it('Тест на връзката: every point with its diagnosis; a wrong key is told', async () => {
    const good = await page.call('POST', `${AT}/test`, { body: {} });
    const points = (good.body['points'] as readonly Json[]).map((each) => [each['point'], each['isOk']]);
    expect(points).toEqual(
      ['settings', 'warehouse', 'records', 'shop', 'pair', 'currency', 'rights', 'unp'].map((point) => [
        point,
        true,
      ]),
    );
    expect((await page.call('GET', `${AT}/pair`)).body).toEqual({ question: null });
    const nothing = await page.call('POST', `${AT}/pair`, { body: { answer: 'moved' } });
    expect([nothing.status, nothing.body['code']]).toEqual([422, 'pair.nothingAsked']);
    const numbers = await page.call('POST', `${AT}/import-from-here`, { body: { confirmed: true } });
    expect([numbers.status, numbers.body['code']]).toEqual([422, 'orders.numbersGoOn']);
    await page.call('PUT', `${AT}/secrets/secret`, { body: { value: 'wrong' } });
    const bad = await page.call('POST', `${AT}/test`, { body: {} });
    const shop = (bad.body['points'] as readonly Json[]).find((point) => point['point'] === 'shop');
    expect(shop).toMatchObject({ isOk: false, error: { code: expect.stringMatching(/^shop\./) } });
    await page.call('PUT', `${AT}/secrets/secret`, { body: { value: ACCESS.secret } });
  });

  it('setting up: what is typed is what is looked at, searched, tested and saved; the address is made of fields', async () => {
    const post = async (path: string, body: unknown): Promise<Json> => {
      const reply = await page.call('POST', path, { body });
      expect([path, reply.status, reply.text.slice(0, 200)]).toEqual([path, 200, reply.text.slice(0, 200)]);
      return reply.body;
    };
    const { found } = (await get('/api/found-warehouses')) as { found: readonly Json[] };
    expect(found.map((each) => (each['fields'] as Json)['path'])).toContain(world.warehousePath);
    expect(await get('/api/warehouse-engines')).toEqual({
      engines: ['access', 'sqlite', 'mysql', 'mssql', 'api'],
    });
    const address = `sqlite:${world.warehousePath}`;
    const read = await post('/api/warehouse-address', { address });
    const { warehousePath: path } = world;
    expect(read).toMatchObject({ address, missing: [], fields: { engine: 'sqlite', path } });
    const fields = { ...(read['fields'] as Json), engine: 'mysql', host: 'localhost', path: '' };
    expect(await post('/api/warehouse-address', { fields })).toMatchObject({
      address: '',
      missing: ['database', 'user'],
    });
    const look = await post(`${AT}/look/warehouse`, {});
    expect(look).toMatchObject({ edition: '3.07.100', proposals: { location: { reason: 'byName' } } });
    expect(look['goods']).toBe(60 + 3);
    const query = { kind: 'good', text: 'достав', isCharge: true };
    expect((await post(`${AT}/look/records`, query))['found']).toMatchObject([
      { id: 2, goodKind: 'service' },
    ]);
    expect(await post(`${AT}/look/shop`, {})).toMatchObject({ interface: 'rest', facts: { orderCount: 12 } });
    expect(await get(`${AT}/setup`)).toMatchObject({ next: 'plan' });

    const wrong = { settings: { deliveryGood: 40, shopAddress: 'http://127.0.0.1:9' }, secrets: {} };
    expect(await post(`${AT}/check`, wrong)).toMatchObject({
      fields: { deliveryGood: { code: 'settings.good.keepsStock' } },
      voided: ['secret'],
      unchecked: null,
    });
    const { version, name } = await get(AT);
    const refused = await page.call('PUT', AT, { body: { version, name, ...wrong } });
    expect([refused.status, Object.keys(refused.body['fields'] as Json)]).toEqual([422, ['deliveryGood']]);
    const secrets = { token: 'planted-token-7f3a' };
    const saved = await page.call('PUT', AT, {
      body: { version, name, settings: { recheckDays: 9 }, secrets },
    });
    expect(saved.body).toMatchObject({
      secrets: ['secret', 'token'],
      settings: { recheckDays: 9 },
      voided: [],
    });
    const moved = { version: Number(version) + 1, name, settings: { shopAddress: 'http://127.0.0.1:9' } };
    const void_ = await page.call('PUT', AT, { body: moved });
    expect(void_.body).toMatchObject({ secrets: [], voided: ['secret', 'token'] });
    const back = {
      settings: { shopAddress: world.sandbox.url, schedule: '15' },
      secrets: { secret: ACCESS.secret },
    };
    await page.call('PUT', AT, { body: { version: Number(version) + 2, name, ...back } });
    const [held] = (await get('/api/profiles')) as unknown as readonly Json[];
    expect(held).toMatchObject({ nextStart: null, held: { code: 'run.firstNeedsPlan' } });
    const quiet = { version: Number(version) + 3, name, settings: { schedule: '' } };
    expect((await page.call('PUT', AT, { body: quiet })).body['secrets']).toEqual(['secret']);
  });

  it('the first run needs a plan; the plan is looked at, searched, and exactly it is made', async () => {
    await page.call('POST', `${AT}/run`, { body: { tasks: null } });
    expect((await untilOver())['error']).toMatchObject({ code: 'run.firstNeedsPlan' });
    expect(await get(`${AT}/plan`)).toEqual({ madeAt: null });
    expect((await page.call('POST', `${AT}/plan`, { body: { tasks: null } })).status).toBe(200);
    expect((await page.call('POST', `${AT}/plan`, { body: { tasks: null } })).status).toBe(409);
    expect(await untilOver()).toMatchObject({ kind: 'plan', error: null });
    const plan = await get(`${AT}/plan?kind=recordOperation`);
    expect(plan).toMatchObject({
      found: 11,
      kinds: expect.arrayContaining([
        { kind: 'recordOperation', label: expect.any(String), count: 11, held: 0 },
      ]),
    });
    const [change] = plan['changes'] as readonly Json[];
    expect((change?.['document'] as Json | undefined)?.['lines']).toBeInstanceOf(Array);
    const one = await get(`${AT}/plan/changes/${encodeURIComponent(String(change?.['key']))}`);
    expect(JSON.stringify(one['document'])).toMatch(/"goodName":"/);
    const label = encodeURIComponent(String(change?.['label']));
    expect((await get(`${AT}/plan?kind=recordOperation&search=${label}`))['found']).toBe(1);
    const stale = await page.call('POST', `${AT}/apply`, { body: { madeAt: '2026-01-01T00:00:00.000Z' } });
    expect([stale.status, stale.body['code']]).toEqual([409, 'plan.gone']);
    const apply = await page.call('POST', `${AT}/apply`, { body: { madeAt: plan['madeAt'] } });
    expect(apply.status).toBe(200);
    const by = { trigger: 'apply', who: OWNER.name };
    expect(await untilOver()).toMatchObject({ kind: 'run', error: null, by });
    expect((await page.call('DELETE', `${AT}/run`)).body).toEqual({ ok: false });
    const [run] = (await get(`${AT}/runs`)) as unknown as readonly Json[];
    expect(run).toMatchObject({ end: 'done', trigger: 'apply', startedBy: OWNER.name });
    const report = await get(`${AT}/runs/${String(run?.['id'])}?kind=recordOperation`);
    expect(report['found']).toBe(11);
    expect((await page.call('GET', `${AT}/runs/999`)).status).toBe(404);
    const told = await get(`${AT}/runs/${String(run?.['id'])}/report`);
    expect(told).toMatchObject({ run: { end: 'done', fault: null }, failed: [], failedCount: 0 });
    const listed = await get(`${AT}/runs-list?end=done&trigger=apply&from=2020-01-01&until=2099-01-01`);
    expect(listed).toMatchObject({ lines: [{ kind: 'run', run: { id: run?.['id'] } }], next: null });
  });

  it('orders with their УНП, one with its story, the list as CSV', async () => {
    const orders = await get(`${AT}/orders?stage=acknowledged`);
    expect(orders['found']).toBe(11);
    const [first] = orders['orders'] as readonly Json[];
    expect(first?.['unp']).toMatch(/^DT900001-\d{4}-\d{7}$/);
    expect((await get(`${AT}/orders?search=${String(first?.['unp'])}`))['found']).toBe(1);
    const story = await get(`${AT}/orders/${String(first?.['orderNumber'])}`);
    expect((story['versions'] as readonly Json[]).length).toBe(1);
    expect((story['history'] as readonly Json[]).length).toBeGreaterThan(0);
    expect((await page.call('GET', `${AT}/orders/1`)).status).toBe(404);
    const refund = `${AT}/orders/${String(first?.['orderNumber'])}/refund`;
    expect((await page.call('PUT', refund, { body: { way: 'gold' } })).status).toBe(422);
    expect((await page.call('PUT', refund, { body: { way: 'card' } })).status).toBe(200);
    expect((await get(refund.replace('/refund', '')))['refundWay']).toBe('card');
    const csv = await page.call('GET', `${AT}/orders.csv`);
    expect(csv.text).toContain('по карта');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text.startsWith('\uFEFFПоръчка №;')).toBe(true);
    expect(csv.text.split('\r\n').length).toBe(14);
    const unp = await get(`${AT}/unp`);
    expect(unp).toMatchObject({
      isSupto: true,
      device: 'DT900001',
      waiting: 0,
      used: 11,
      gaps: [],
      last: 'DT900001-0001-0000011',
    });
  });

  it('I2: the words of the shop, each with what it may mean; one is decided and taken back', async () => {
    const words = (await get(`${AT}/words`)) as unknown as readonly Json[];
    expect(words.find(({ word }) => word === 'pricesWithTax')).toMatchObject({ shown: 'цените са с ДДС' });
    const status = words.find(({ word }) => word === 'new');
    expect(status).toMatchObject({ kind: 'orderStatus', inUse: 'import', source: null });
    const choices = (status?.['choices'] ?? []) as readonly Json[];
    expect(choices.map(({ value }) => value)).toEqual([
      'import',
      'delivered',
      'wait',
      'cancelled',
      'returned',
    ]);
    const decide = async (meaning: string) =>
      (await page.call('PUT', `${AT}/words`, { body: { kind: 'totalLine', word: 'x', meaning } })).status;
    expect([await decide('fee'), await decide('nothing'), await decide('')]).toEqual([200, 422, 200]);
    const body = { kind: 'arithmetic', word: 'lineDiscounts', meaning: 'perUnit' };
    expect((await page.call('PUT', `${AT}/words`, { body })).status).toBe(200);
    const [said] = (await get(`${AT}/words`)) as unknown as readonly Json[];
    const shown = { shown: 'как е записана отстъпката на ред', inUse: 'perUnit', source: 'person' };
    expect(said).toMatchObject({ ...shown, shownBy: expect.any(Array) });
    await page.call('PUT', `${AT}/words`, { body: { ...body, meaning: '' } });
  });

  it('За внимание: the reason in words, released, mended by the next run', async () => {
    const items = (await get(`${AT}/attention`)) as unknown as readonly Json[];
    expect(items[0]).toMatchObject({ code: 'order.currency.differs', what: expect.stringContaining('USD') });
    const number = Number(String(items[0]?.['subject']).slice('order:'.length));
    const record = world.sandbox.store.get('orders', number);
    world.sandbox.store.put('orders', number, { ...record, orderCurrencyCode: 'EUR' });
    const [group] = (await get(`${AT}/attention/groups`))['groups'] as readonly Json[];
    expect(group).toMatchObject({ cause: 'orderCurrency', count: 1 });
    const answered = { to: { group: 'orderCurrency' }, answer: { kind: 'again' } };
    expect((await page.call('POST', `${AT}/attention/answer`, { body: answered })).body).toEqual({
      answered: 1,
    });
    const [told] = (await get(`${AT}/attention/answers`)) as unknown as readonly Json[];
    expect(told).toMatchObject({ kind: 'again', cause: 'orderCurrency', count: 1, who: OWNER.name });
    const body = { item: items[0]?.['id'] };
    expect((await page.call('POST', `${AT}/attention/release`, { body })).body).toEqual({ released: 1 });
    await page.call('POST', `${AT}/run`, { body: { tasks: ['import-orders'] } });
    await untilOver();
    expect(await get(`${AT}/attention`)).toEqual([]);
    expect(await get(`${AT}/questions`)).toEqual([]);
    expect((await get(`${AT}/orders?stage=acknowledged`))['found']).toBe(12);
  });

  it('Q1: a document that is gone: its order is listed, recorded again or let go', async () => {
    const entries = (await world.ledger()).slice(0, 2);
    const [first, second] = entries.map(({ orderNumber }) => orderNumber);
    for (const { operationType, documentNumber } of entries) {
      const document = [operationType ?? 0, documentNumber ?? 0] as const;
      world.change('DELETE FROM operations WHERE OperType = ? AND Acct = ?', ...document);
    }
    await page.call('POST', `${AT}/run`, { body: { tasks: ['import-orders'] } });
    await untilOver();
    const missing = (await get(`${AT}/missing`)) as unknown as readonly Json[];
    expect(missing.map(({ orderNumber, stage }) => [orderNumber, stage])).toEqual([
      [first, 'missing'],
      [second, 'missing'],
    ]);
    expect(missing[0]).toMatchObject({ stageLabel: expect.any(String) });
    const decide = (body: Json) => page.call('POST', `${AT}/missing`, { body });
    expect((await decide({ decision: 'again', orders: [-1] })).status).toBe(422);
    expect((await decide({ decision: 'forget', orders: 'all' })).status).toBe(422);
    const foreign = await decide({ decision: 'again', orders: [999_999] });
    expect([foreign.status, foreign.body['code']]).toEqual([404, 'order.notFound']);
    expect((await decide({ decision: 'letGo', orders: [second ?? 0] })).body).toEqual({ decided: 1 });
    expect((await decide({ decision: 'again', orders: 'all' })).body).toEqual({ decided: 1 });
    expect(await get(`${AT}/missing`)).toMatchObject([{ orderNumber: first, stage: 'missing' }]);
    await page.call('POST', `${AT}/run`, { body: { tasks: ['import-orders'] } });
    await untilOver();
    expect(await get(`${AT}/missing`)).toEqual([]);
    expect((await get(`${AT}/orders?stage=acknowledged`))['found']).toBe(11);
  });

  it('the evidence of both sides is one file, without a buyer in it', async () => {
    const file = await page.call('GET', `${AT}/evidence.json`);
    expect([file.status, file.headers['content-disposition']]).toEqual([
      200,
      'attachment; filename="evidence.json"',
    ]);
    const buyers = [...world.sandbox.store.list('orders')];
    expect(buyers.length).toBe(12);
    for (const buyer of buyers) expect(file.text).not.toContain(String(buyer['orderCustomerEmail']));
  });

  it('Стоки: pairs with what was sent, the history of one, and unlinking', async () => {
    const { links, next } = (await get(`${AT}/links`)) as { links: readonly Json[]; next: number | null };
    expect(links.length).toBeGreaterThan(40);
    expect(next).toBeNull();
    const good = Number(links.at(-1)?.['goodId']);
    expect((await get(`${AT}/links/${good}`))['history']).toBeInstanceOf(Array);
    expect((await page.call('DELETE', `${AT}/links/${good}`)).status).toBe(200);
    const after = (await get(`${AT}/links?after=0`)) as { links: readonly Json[] };
    expect(after.links.length).toBe(links.length - 1);
    const product = links.at(-1)?.['productId'];
    expect((await page.call('PUT', `${AT}/links/${good}`, { body: { product } })).status).toBe(200);
    const first = `${AT}/links/${String(links[0]?.['goodId'])}`;
    const twice = await page.call('PUT', first, { body: { product } });
    expect([twice.status, twice.body['code']]).toEqual([422, 'good.product.linkedElsewhere']);
    expect(await get(`${AT}/home`)).toMatchObject({ attention: 0, standing: 'well', waits: [] });
  });

  it('the language is kept; accounts come and go; a link signs in once', async () => {
    expect((await page.call('PUT', '/api/session/language', { body: { language: 'en' } })).status).toBe(200);
    expect(((await get('/api/session'))['account'] as Json)['language']).toBe('en');
    const body = { name: 'Мария', password: 'друга парола 2', role: 'operator' };
    const added = await page.call('POST', '/api/accounts', { body });
    const accounts = (await get('/api/accounts')) as unknown as readonly Json[];
    expect(accounts.map(({ name }) => name)).toEqual(['Иван', 'Мария']);
    expect(
      (await page.call('DELETE', `/api/accounts/${String((added.body['account'] as Json)['id'])}`)).status,
    ).toBe(200);
    const [account] = await world.app.access.desk.list();
    if (account === undefined) throw new Error('no account');
    const token = await world.app.access.links.make(account);
    const guest = new PageClient(page.url);
    expect((await guest.enter('/api/link', { token })).status).toBe(200);
    expect((await new PageClient(page.url).enter('/api/link', { token })).status).toBe(401);
    for (const call of guest.answered) page.answered.add(call);
  });

  it('the next start is counted from the schedule’s own last one, not from now', async () => {
    await world.setSettings({ schedule: '60' });
    const signal = new AbortController().signal;
    const request = { tasks: null, isConfirmed: true, onEvent: () => undefined, signal };
    await world.app.run(PROFILE, { ...request, trigger: 'schedule' });
    const last = await world.app.lastRun(PROFILE, { trigger: 'schedule' });
    await world.app.run(PROFILE, request);
    const [server] = (await get('/api/profiles')) as unknown as readonly Json[];
    const minutes = (Date.parse(String(server?.['nextStart'])) - Date.parse(last?.startedAt ?? '')) / 60_000;
    expect(minutes).toBe(60);
    await world.setSettings({ schedule: '' });
  });

  it('row e: a removed server is listed, read and taken back', async () => {
    const { settings } = (await world.app.showProfile(PROFILE)).profile;
    expect((await page.call('DELETE', AT, { body: { confirm: PROFILE } })).status).toBe(200);
    const list = (await get('/api/removed')) as unknown as readonly Json[];
    const removed = list.find((each) => each['name'] === PROFILE);
    expect(removed).toMatchObject({ shop: settings.shopAddress, movedAt: null });
    const at = `/api/removed/${String(removed?.['id'])}`;
    const csv = await page.call('GET', `${at}/orders.csv`);
    expect([csv.status, csv.text.split('\n').length > 5]).toEqual([200, true]);
    const archive = (await page.call('GET', `${at}/archive.jsonl`)).text.trim().split('\n');
    const raw = archive.map((line) => String((JSON.parse(line) as Json)['raw']));
    expect([raw.length > 5, raw.every((text) => text.startsWith('{'))]).toEqual([true, true]);
    const runs = (await get(`${at}/runs`)) as unknown as readonly Json[];
    expect(runs.map((run) => run['trigger'])).toContain('apply');
    for (const what of ['orders.csv', 'archive.jsonl', 'runs'])
      expect((await page.call('GET', `/api/removed/999/${what}`)).status).toBe(404);

    await page.call('POST', '/api/profiles', { body: { name: 'Нов' } });
    const taken = await page.call('POST', `${at}/restore`, { body: { name: 'Нов' } });
    expect([taken.status, taken.body['code']]).toEqual([409, 'profile.nameTaken']);
    expect((await page.call('POST', `${at}/restore`, { body: {} })).body).toEqual({ name: PROFILE });
    expect((await get(AT))['secrets']).toEqual([]);
  });

  it('the description is OpenAPI 3.1, and every call in it was made above', async () => {
    const description = await get('/api/openapi.json');
    expect(description['openapi']).toBe('3.1.0');
    // Every reference leads somewhere, and every place in a path is described.
    const refs = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const schemas = (description['components'] as { schemas: Json }).schemas;
    expect(refs.length).toBeGreaterThan(20);
    for (const [, name = ''] of refs) expect(Object.keys(schemas)).toContain(name);
    for (const [path, methods] of Object.entries(description['paths'] as Readonly<Record<string, Json>>)) {
      const places = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const operation of Object.values(methods) as readonly {
        parameters?: readonly Json[];
        responses: Json;
      }[]) {
        const inPath = (operation.parameters ?? []).filter((parameter) => parameter['in'] === 'path');
        expect([path, inPath.map((parameter) => parameter['name'])]).toEqual([path, places]);
        expect(Object.keys(operation.responses)).toContain('200');
      }
    }
    const paths = description['paths'] as Readonly<Record<string, Json>>;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.length).toBe(CALLS.length);
    // In access, live, accounts, firm, tenants and reporting.test.ts.
    const elsewhere: readonly Call[] = [
      API.session.firm,
      API.session.person,
      API.session.sessions,
      API.session.endSession,
      API.session.endOthers,
      API.session.secondFactor,
      API.session.offerFactor,
      API.session.confirmFactor,
      API.session.removeFactor,
      API.accounts.setRole,
      API.accounts.reset,
      ...Object.values(API.settingChanges),
      ...Object.values(API.backups),
      ...Object.values(API.people),
      ...Object.values(API.reports),
      API.session.logIn,
      API.session.logOut,
      API.session.password,
      API.pair.answer,
      API.numbering.importFromHere,
      API.live.live,
      API.orders.ordersXlsx,
      API.order.orderGoods,
      API.order.decline,
      API.order.admit,
      API.unp.numbers,
      API.unp.numbersCsv,
      API.unp.numbersXlsx,
      API.unp.use,
      // In goods.test.ts.
      API.goods.goods,
      API.goods.goodsCsv,
      API.goods.goodsXlsx,
      API.goods.good,
      API.goods.products,
      // In retention, diagnosis and firms.test.ts.
      ...[API.care, API.firms].flatMap((calls) => Object.values<Call>(calls)),
    ];
    const missing = CALLS.filter((call) => !page.answered.has(call) && !elsewhere.includes(call)).map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(missing).toEqual([]);
  });

  it('no secret was ever answered', () => {
    const everything = page.answers.join('\n');
    expect(everything.length).toBeGreaterThan(10_000);
    for (const secret of PLANTED) expect(everything).not.toContain(secret);
  });
});
