import { afterEach, describe, expect, it } from 'vitest';
import { openHostedPage, wellReport, wellStanding } from '../support/reporting/hosted-page.ts';
import type { HostedPage } from '../support/reporting/hosted-page.ts';
import { PageClient } from '../support/page-client.ts';
import type { PageReply } from '../support/page-client.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function hosted(): Promise<HostedPage> {
  const page = await openHostedPage();
  open.push(() => page.close());
  return page;
}

function bearer(token: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${token}` };
}

/** What a program of a shop posts: without cookie and without the token of a page. */
async function post(page: HostedPage, token: string, body: unknown): Promise<PageReply> {
  const program = new PageClient(page.url);
  // What is refused before it was read ends its connection: none is used again here.
  const headers = { ...bearer(token), Connection: 'close' };
  return program.call('POST', '/api/reports', { body, headers, isForeign: true });
}

const list = async ({ owner }: HostedPage) =>
  JSON.parse((await owner.call('GET', '/api/reporting/shops')).text) as readonly {
    readonly name: string;
    readonly standing: string;
    readonly why: { readonly code: string; readonly text: string } | null;
    readonly servers: readonly { readonly name: string }[];
  }[];

describe('reports over HTTP', () => {
  it('a report needs the token of its shop: none, a foreign one, a session alone and a revoked one are 401', async () => {
    const page = await hosted();
    const { id, token } = await page.add('Варна');
    expect(token).toMatch(/^[\w-]{43}$/);
    for (const wrong of ['', 'x'.repeat(43), `${token.slice(1)}A`])
      expect([wrong, (await post(page, wrong, wellReport(1))).body['code']]).toEqual([
        wrong,
        'report.tokenWrong',
      ]);
    const bySession = await page.owner.call('POST', '/api/reports', { body: wellReport(1) });
    expect([bySession.status, bySession.body['code']]).toEqual([401, 'report.tokenWrong']);
    expect((await post(page, token, wellReport(1))).body).toEqual({ isNews: true, sequence: 1 });
    // The token opens nothing else.
    const other = await new PageClient(page.url).call('GET', '/api/reporting/shops', {
      headers: bearer(token),
    });
    expect(other.status).toBe(401);
    expect((await page.owner.call('DELETE', `/api/reporting/shops/${id}/token`)).status).toBe(200);
    expect((await post(page, token, wellReport(2))).status).toBe(401);
    expect((await list(page))[0]?.standing).toBe('revoked');
    const renewed = await page.owner.call('POST', `/api/reporting/shops/${id}/token`);
    expect((await post(page, token, wellReport(3))).status).toBe(401);
    expect((await post(page, String(renewed.body['token']), wellReport(1))).status).toBe(200);
    expect(page.owner.answers.join('').split(token)).toHaveLength(2);
    const changes = await page.owner.call('GET', '/api/changes');
    expect(changes.text).toContain('Варна: token');
    expect((await page.owner.call('DELETE', `/api/reporting/shops/${id}`)).status).toBe(200);
    expect((await page.owner.call('DELETE', `/api/reporting/shops/${id}`)).status).toBe(404);
  });

  it('twice and late are no news; what is no report, too large, or of another installation is refused', async () => {
    const page = await hosted();
    const { token } = await page.add('Варна');
    const named = (sequence: number, name: string) =>
      wellReport(sequence, { profiles: [wellStanding({ name })] });
    await post(page, token, named(5, 'ново'));
    expect((await post(page, token, named(5, 'ново'))).body).toEqual({ isNews: false, sequence: 5 });
    expect((await post(page, token, named(3, 'старо'))).body).toEqual({ isNews: false, sequence: 5 });
    const other = await post(page, token, { ...named(9, 'друг'), sender: 'ffff0000' });
    expect([other.status, other.body['code']]).toEqual([403, 'report.otherSender']);
    expect((await post(page, token, { ...named(9, 'x'), sequence: 'x' })).status).toBe(422);
    const large = await post(page, token, { ...named(9, 'x'), more: 'x'.repeat(1_100_000) });
    expect(large.status).toBe(413);
    expect((await list(page))[0]?.servers.map(({ name }) => name)).toEqual(['ново']);
  });

  it('who guesses tokens has to wait, who has one has not, and nobody is kept from signing in', async () => {
    const page = await hosted();
    const { token } = await page.add('Варна');
    const tries = Array.from({ length: 21 }, (_, index) => `${index}`.padStart(43, 'x'));
    const codes: unknown[] = [];
    for (const guess of tries) codes.push((await post(page, guess, wellReport(1))).body['code']);
    expect([codes[0], codes[19], codes[20]]).toEqual([
      'report.tokenWrong',
      'report.tokenWrong',
      'access.lockedOut',
    ]);
    expect((await post(page, token, wellReport(1))).status).toBe(200);
    const signIn = { name: 'Иван', password: 'дълга парола 1' };
    expect((await new PageClient(page.url).enter('/api/login', signIn)).status).toBe(200);
  });

  it('a token brings thirty reports a minute and no more; another one goes on', async () => {
    const page = await hosted();
    const [varna, burgas] = [await page.add('Варна'), await page.add('Бургас')];
    const statuses: number[] = [];
    for (let sequence = 1; sequence <= 31; sequence += 1)
      statuses.push((await post(page, varna.token, wellReport(sequence))).status);
    expect([statuses[29], statuses[30]]).toEqual([200, 429]);
    expect((await post(page, burgas.token, wellReport(1))).status).toBe(200);
    page.aheadMs = 61_000;
    expect((await post(page, varna.token, wellReport(40))).status).toBe(200);
  });

  it('the worst shop stands first, with its reason in words; green is only what is well', async () => {
    const page = await hosted();
    const well = wellStanding();
    const at = '2026-11-24T10:00:00.000Z';
    const run = { id: 2, trigger: 'schedule', startedAt: at, endedAt: at, counts: null } as const;
    const attention = [{ code: 'order.good.unknown', count: 3, newest: at }];
    const told = {
      Добре: well,
      Чака: wellStanding({ attention }),
      Падна: wellStanding({ lastRun: { ...run, end: 'failed', code: 'warehouse.noSuchCodeHere' } }),
      Спира: wellStanding({ held: 'run.firstNeedsPlan' }),
      Болен: wellStanding({ shop: { isWell: false, at, code: 'shop.unreachable' } }),
    };
    for (const [name, standing] of Object.entries(told)) {
      const { token } = await page.add(name);
      await post(page, token, wellReport(1, { profiles: [standing] }));
    }
    await page.add('Нов');
    const names = async () => (await list(page)).map(({ name, standing }) => `${name} ${standing}`);
    expect(await names()).toEqual([
      'Болен failed',
      'Падна failed',
      'Чака waiting',
      'Спира held',
      'Нов new',
      'Добре well',
    ]);
    const [ill, failed] = await list(page);
    expect([ill?.why?.code, failed?.why?.text]).toEqual(['shop.unreachable', 'Друго за внимание']);
    expect(ill?.why?.text).not.toContain('{');
    page.aheadMs = 16 * 60_000;
    expect((await names()).map((name) => name.split(' ')[1])).toEqual([
      ...Array.from({ length: 5 }, () => 'silent'),
      'new',
    ]);
    const metrics = await page.owner.call('GET', '/metrics');
    expect(metrics.text).toMatch(/^skladbridge_reporting_shops 6$/m);
    expect(metrics.text).toMatch(/^skladbridge_reporting_shops_silent 5$/m);
    expect(metrics.text).not.toContain('Варна');
  });
});
