import { afterEach, describe, expect, it } from 'vitest';
import { dayFigures } from '../../src/app/digest/day-figures.ts';
import { DigestSender } from '../../src/app/digest/digest-sender.ts';
import type { DayFigures } from '../../src/app/digest/day-figures.ts';
import { digestMessage } from '../../src/compose/digest-message.ts';
import { digestTeller } from '../../src/compose/notifier.ts';
import { startMailServer } from '../support/mail/mail-server.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import type { Json } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';

const open: (() => Promise<void>)[] = [];
const OWNER = { name: 'Иван', password: 'дълга парола 1' };
const AT = `/api/profiles/${encodeURIComponent(PROFILE)}`;

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function page(orders = 6) {
  const world = await makeWorld({ orders });
  const served = await openPage(world);
  open.push(async () => {
    await served.close();
    await world.close();
  });
  const owner = new PageClient(served.url);
  await owner.enter('/api/setup', { ...OWNER, code: served.setupCode });
  return { owner, world };
}

async function mail() {
  const server = await startMailServer();
  open.push(() => server.close());
  return server;
}

function list(body: Json, key: string): readonly Json[] {
  return body[key] as readonly Json[];
}

describe('the firm over the API', () => {
  itOnFile(
    'backups: a plan, one now, what it holds, its bytes, and back to it with the password',
    async () => {
      const { owner } = await page(2);
      const plan = { every: '1440', folder: '', keep: 2 };
      const set = await owner.call('PUT', '/api/backups/plan', { body: plan });
      expect(set.body).toMatchObject({ plan, failure: null });
      expect(String(set.body['folder'])).toMatch(/backups$/);
      const made = await owner.call('POST', '/api/backups');
      const at = `/api/backups/${String(made.body['name'])}`;
      expect((await owner.call('GET', at)).body).toMatchObject({ profiles: [PROFILE], accounts: ['Иван'] });
      const file = await owner.call('GET', `${at}/file`);
      expect(file.text.startsWith('SQLite format 3')).toBe(true);
      expect(file.headers['content-disposition']).toContain('attachment');
      for (const bad of ['/api/backups/..%2Fstate.db', '/api/backups/key/file'])
        expect((await owner.call('GET', bad)).status).toBe(422);
      const wrong = await owner.call('POST', `${at}/restore`, { body: { password: 'грешна парола' } });
      expect([wrong.status, wrong.body['code']]).toEqual([401, 'access.wrongPassword']);
      const back = await owner.call('POST', `${at}/restore`, { body: { password: OWNER.password } });
      expect(back.body).toMatchObject({ profiles: 1, accounts: [] });
      // Everybody signs in anew.
      expect((await owner.call('GET', '/api/session')).status).toBe(401);
      await owner.enter('/api/login', OWNER);
      const status = (await owner.call('GET', '/api/backups')).body;
      expect(list(status, 'backups').map((each) => each['kind'])).toEqual(
        expect.arrayContaining(['kept', 'before-restore']),
      );
    },
  );

  it('a buyer is found by name, telephone and address, shown, and forgotten; sums and УНП stay', async () => {
    const { owner, world } = await page();
    await world.run();
    const search = async (text: string): Promise<readonly Json[]> =>
      list((await owner.call('POST', `${AT}/people/search`, { body: { text } })).body, 'orders');
    const [entry] = await world.ledger();
    const all = await world.app.orderStory(PROFILE, entry?.orderNumber ?? (0 as never));
    const email = /"[a-zA-Z]*[eE]mail":\s*"([^"]+@[^"]+)"/.exec(all.versions[0]?.raw ?? '')?.[1] ?? '';
    expect(email).toContain('@');
    const found = await search(email);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.['texts']).toContain(email);
    expect(await search('няма такъв човек')).toEqual([]);
    const orders = found.map(({ pastSeries, order }) => ({ pastSeries, order }));
    const erased = await owner.call('POST', `${AT}/people/erase`, { body: { orders } });
    expect(erased.body).toEqual({ erased: orders.length });
    expect(await search(email)).toEqual([]);
    const after = (await world.ledger()).find(({ orderNumber }) => orderNumber === entry?.orderNumber);
    expect([after?.unp, after?.total]).toEqual([entry?.unp, entry?.total]);
    const archive = await owner.call('GET', `${AT}/archive.jsonl`);
    expect(archive.text).not.toContain(email);
    expect(archive.text.trim().split('\n').length).toBeGreaterThanOrEqual(6);
    const changes = list((await owner.call('GET', '/api/changes')).body, 'changes');
    const note = changes.find((each) => each['kind'] === 'erasure');
    expect(note).toMatchObject({ who: 'Иван', profile: PROFILE });
    // The log of an erasure does not keep what was erased.
    expect(JSON.stringify(changes)).not.toContain(email);
  });

  it('the audit file says why there is none, and a month that has not ended has none', async () => {
    const { owner } = await page(1);
    const bad = await owner.call('GET', `${AT}/audit/2099-01`);
    expect([bad.status, bad.body['code']]).toEqual([422, 'audit.month.wrong']);
    const empty = await owner.call('GET', `${AT}/audit/2026-09`);
    expect(empty.status).toBe(422);
    expect(empty.body['code']).toBe('audit.head.wrong');
    // In both languages: the page may be switched while it is shown.
    expect(empty.body).toMatchObject({
      language: 'bg',
      other: { what: expect.stringMatching(/^The setting/) },
    });
    // In the words of the page: no key of the program.
    expect(empty.body['what']).not.toContain('auditCompanyNumber');
  });

  it('a test goes where notifications go, and says when they go nowhere', async () => {
    const { owner, world } = await page(1);
    const send = (way: string) => owner.call('POST', `${AT}/notifications/test`, { body: { way } });
    expect((await send('mail')).body['code']).toBe('notification.notSet');
    const { port, letters } = await mail();
    await world.setSettings({ smtpAddress: `smtp://127.0.0.1:${port}`, notifyEmail: 'owner@firma.bg' });
    expect((await send('mail')).status).toBe(200);
    expect(letters).toHaveLength(1);
    expect((await send('webhook')).body['code']).toBe('notification.notSet');
    await world.setSettings({ smtpAddress: 'smtp://127.0.0.1:1' });
    expect((await send('mail')).body['code']).toBe('notification.mail.failed');
  });
});

describe('the daily digest', () => {
  it('goes out once a day at its hour, over a restart too; a day that was told is never told again', async () => {
    const { world } = await page(4);
    await world.run();
    const { port, letters } = await mail();
    await world.setSettings({ smtpAddress: `smtp://127.0.0.1:${port}`, notifyEmail: 'owner@firma.bg' });
    const clock = { ms: Date.parse('2026-11-26T05:00:00Z'), now: () => clock.ms };
    const sender = () => new DigestSender(world.app, clock, digestTeller(world.app));
    expect(await sender().look()).toBe(0);
    await world.setSettings({ digestAt: '08:00' });
    expect(await sender().look()).toBe(0);
    clock.ms += 3_600_000;
    const first = sender();
    expect(await first.look()).toBe(1);
    expect(await first.look()).toBe(0);
    expect(await sender().look()).toBe(0);
    expect(letters).toHaveLength(1);
    // The power fails between what is kept and what is sent: nobody is told, and nobody twice.
    clock.ms += 24 * 3_600_000;
    await world.app.beginDigest(PROFILE, '2026-11-26');
    expect(await sender().look()).toBe(0);
    expect(letters).toHaveLength(1);
  });

  it('tells orders, turnover, УНП, what waits and what failed of that day alone', async () => {
    const { world } = await page(6);
    await world.run();
    const entries = await world.ledger();
    const day = entries[0]?.createdAt.slice(0, 10) ?? '';
    const figures = await dayFigures(world.app, PROFILE, day);
    const own = entries.filter(({ createdAt }) => createdAt.startsWith(day));
    expect([figures.orders, figures.withUnp]).toEqual([
      own.length,
      own.filter(({ unp }) => unp !== null).length,
    ]);
    expect(figures.failedRuns).toBe(0);
    expect((await dayFigures(world.app, PROFILE, '2020-01-01')).orders).toBe(0);
  });

  it('is a letter that is read in three seconds', () => {
    const figures: DayFigures = {
      day: '2026-11-25',
      orders: 2,
      withUnp: 1,
      turnover: [{ currency: 'EUR', amount: '1202.64' as never }],
      waiting: 0,
      failedRuns: 0,
    };
    const { subject, text } = digestMessage('Магазин', figures, 'bg');
    expect(subject.replaceAll('\u00a0', ' ')).toBe(
      'Магазин: 25.11.2026 г. · 2 поръчки на стойност 1 202,64 €',
    );
    expect(text.replaceAll('\u00a0', ' ')).toContain('С УНП: 1 от 2\nВсичко е наред.');
    const bad = digestMessage(
      'Магазин',
      { ...figures, orders: 0, turnover: [], waiting: 3, failedRuns: 1 },
      'bg',
    );
    expect(bad.text).toContain('Нямаше поръчки.\nЧакат вас: 3\nНеуспешни пускания: 1');
    const english = digestMessage('Shop', figures, 'en');
    expect(`${english.subject} ${english.text}`.replaceAll('УНП', '')).not.toMatch(/[а-я]/i);
  });
});
