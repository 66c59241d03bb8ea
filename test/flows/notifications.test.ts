import { createServer as createHttp } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { noticeOfRun } from '../../src/app/notify.ts';
import { LocalWork } from '../../src/app/work/local-work.ts';
import { notifier } from '../../src/compose/notifier.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { sendMail } from '../../src/notifications/send-mail.ts';
import { startMailServer } from '../support/mail/mail-server.ts';
import type { MailServer } from '../support/mail/mail-server.ts';
import { startWebhook } from '../support/network/webhook.ts';
import { makeWorld, PROFILE } from '../support/world.ts';

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

async function mailServer(): Promise<MailServer> {
  const server = await startMailServer();
  open.push(() => server.close());
  return server;
}

describe('notifications', () => {
  it('a run that fails and one that parks something are told by mail and webhook; a quiet one is not', async () => {
    const world = await makeWorld({
      orders: 4,
      content: (content) => ({
        ...content,
        orders: content.orders.map((order, index) =>
          index === 1 ? { ...order, orderCurrencyCode: 'USD' } : order,
        ),
      }),
    });
    open.push(() => world.close());
    const { port, letters } = await mailServer();
    const hook = await startWebhook();
    open.push(() => hook.close());
    const { posted } = hook;
    await world.setSettings({
      notifyEmail: 'owner@example.bg, it@example.bg',
      notifyFrom: 'sklad@example.bg',
      smtpAddress: `smtp://127.0.0.1:${port}`,
    });
    await world.app.setSecret(PROFILE, 'webhookAddress', `${hook.url}?key=planted-7a1c`);
    const faults: unknown[] = [];
    const live = new LocalWork(
      world.app,
      systemClock,
      notifier(world.app, (fault) => faults.push(fault)),
    );
    const run = async (): Promise<void> => {
      await live.start(PROFILE, { tasks: ['import-orders'] });
      while (await live.isBusy(PROFILE)) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await world.app.plan(PROFILE, { tasks: null, signal: new AbortController().signal });
    await run();
    expect(posted).toMatchObject([{ event: 'attentionGrew', profile: PROFILE, count: 1 }]);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toContain('owner@example.bg');
    await run();
    expect([posted.length, letters.length]).toEqual([1, 1]);
    await world.app.setSecret(PROFILE, 'secret', 'wrong');
    await world.setSettings({ notifyLanguage: 'en' });
    await run();
    await run();
    expect(posted.slice(1)).toMatchObject([
      {
        event: 'runFailed',
        profile: PROFILE,
        code: expect.stringMatching(/^shop\./),
        text: expect.stringContaining('the run failed'),
      },
    ]);
    expect(letters).toHaveLength(2);
    expect(faults).toEqual([]);
  });

  it('what failed in a row is read from the log: of two processes that run one profile one tells', async () => {
    const world = await makeWorld({ orders: 1 });
    open.push(() => world.close());
    const posted: unknown[] = [];
    const http = createHttp((request, response) => {
      posted.push(request.url);
      response.end();
    });
    const port = await listen(http);
    await world.app.setSecret(PROFILE, 'webhookAddress', `http://127.0.0.1:${port}/hook`);
    await world.app.plan(PROFILE, { tasks: null, signal: new AbortController().signal });
    await world.app.setSecret(PROFILE, 'secret', 'wrong');
    for (let time = 0; time < 2; time += 1) {
      const { signal } = new AbortController();
      const summary = await world.app.run(PROFILE, {
        tasks: ['import-orders'],
        isConfirmed: true,
        onEvent: () => undefined,
        signal,
      });
      await notifier(world.app, () => undefined)(PROFILE, summary);
    }
    expect(posted).toEqual(['/hook']);
  });

  it('a way that is closed is a fault for the log, without the address’s key; the run stays as it was', async () => {
    const world = await makeWorld({ orders: 1 });
    open.push(() => world.close());
    await world.setSettings({ notifyEmail: 'owner@example.bg', smtpAddress: 'smtp://127.0.0.1:1' });
    await world.app.setSecret(PROFILE, 'webhookAddress', 'http://127.0.0.1:1/hook?key=planted-7a1c');
    const faults: unknown[] = [];
    const tell = notifier(world.app, (fault) => faults.push(fault));
    await tell(PROFILE, { runId: 1, end: 'done', counts: {}, parked: 2, error: null });
    expect(faults.map((fault) => (fault as SyncError).code)).toEqual([
      'notification.mail.failed',
      'notification.webhook.failed',
    ]);
    for (const fault of faults) expect(String(fault)).not.toContain('planted');
  });

  it('a mail server is an address without a password; a password goes out only over TLS', async () => {
    const message = { subject: 'x', text: 'x', fields: {} };
    const way = { password: 'planted', from: 'a@b.bg', to: 'a@b.bg' };
    for (const address of ['', 'mail.example', 'http://mail.example', 'smtp://user:password@mail.example']) {
      const error = await sendMail({ ...way, address }, message).catch((reason: unknown) => reason);
      expect([address, (error as SyncError).code]).toEqual([address, 'notification.mail.malformed']);
    }
    const { port, letters } = await mailServer();
    const error = await sendMail({ ...way, address: `smtp://user@127.0.0.1:${port}` }, message).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SyncError);
    expect(letters).toEqual([]);
  });

  it('what was only not reached is told when it lasts for three runs, once', () => {
    const summary = { runId: 1, end: 'interrupted', counts: {}, parked: 0, error: null } as const;
    const told = [0, 1, 2, 3, 4].map((before) => noticeOfRun(summary, before)?.kind ?? null);
    expect(told).toEqual([null, null, 'failed', null, null]);
    expect(noticeOfRun({ ...summary, end: 'stopped' }, 0)).toBeNull();
  });
});
