import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { LOOK_PACE } from '../../src/app/overdue-watch.ts';
import { firmApps } from '../../src/app/work/firm-apps.ts';
import { LocalWork } from '../../src/app/work/local-work.ts';
import { keepWatch } from '../../src/compose/watches/keep-watch.ts';
import { linkInMails } from '../../src/compose/notifier.ts';
import { sleep } from '../../src/lib/sleep.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import { entry } from '../../src/state/samples.contract.ts';
import type { State } from '../../src/state/state.ts';
import { openHostedPage, wellReport } from '../support/reporting/hosted-page.ts';
import { openWorldParts } from '../support/world.ts';
import { startWebhook } from '../support/network/webhook.ts';

// What the service of several firms tells by itself: each firm's page of that firm's shops, and of a silence the firm
// that the shop reports to.

const NOW = '2026-11-26T10:00:00.000Z';
const NAMES = ['Алфа', 'Бета'] as const;
const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

interface Firm {
  readonly app: App;
  readonly state: State;
  readonly posted: readonly Record<string, unknown>[];
}

/** Two firms with a server of one name, each with a webhook and an order that waits. */
async function twoFirms() {
  const folder = await mkdtemp(join(tmpdir(), 'skladbridge-two-firms-'));
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  const parts = { ...(await openWorldParts(folder)), clock };
  const app = makeApp(parts);
  open.push(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { tenants } = parts.state;
  await tenants.rename(FIRST_TENANT, NAMES[0]);
  const ids = [FIRST_TENANT, (await tenants.add(NAMES[1], NOW)).id];
  const appOf = firmApps(app, (firm) => firm);
  const firms: Firm[] = [];
  for (const [index, id] of ids.entries()) {
    const [state, hook] = [parts.state.of(id), await startWebhook()];
    const { url, posted } = hook;
    open.push(() => hook.close());
    for (const name of ['Общ', `Само на ${NAMES[index]}`]) {
      const profile = await state.profiles.add(name, defaultSettings(), NOW);
      await state.profiles.setSecret(profile.id, 'webhookAddress', url);
      await state.ledger.save(profile.id, [entry(1), ...(index === 1 ? [entry(2)] : [])]);
    }
    firms.push({ app: appOf(id), state, posted });
  }
  /** What goes on by itself, with its waits cut short. */
  const watch = (): void => {
    const stop = new AbortController();
    const live = new LocalWork(app, clock);
    const keeping = keepWatch(app, stop.signal, {
      onFault: (error) => process.stderr.write(`watch: ${String(error)}\n`),
      link: linkInMails(null),
      time: { clock, sleep: (ms, signal) => sleep(Math.min(ms, 50), signal) },
      live,
      looks: LOOK_PACE,
      version: '0.2.0',
      appOf,
      liveOf: (_tenant, firm) => new LocalWork(firm, clock),
    });
    open.push(async () => {
      stop.abort();
      await keeping;
      await live.close();
    });
  };
  const [first, second] = firms;
  if (first === undefined || second === undefined) throw new Error('no two firms');
  return {
    clock,
    first,
    second,
    watch,
    suspend: (at: string | null) => tenants.suspend(ids[1] ?? FIRST_TENANT, at),
  };
}

describe('a service of several firms', () => {
  it('tells each firm’s page of that firm’s servers alone, with what waits at them', async () => {
    const { first, second, watch } = await twoFirms();
    const [hosted, other] = [await openHostedPage(), await openHostedPage()];
    open.push(
      () => hosted.close(),
      () => other.close(),
    );
    for (const [firm, page] of [
      [first, hosted],
      [second, other],
    ] as const) {
      const { token } = await page.add('Верига');
      await firm.app.reporting.set({ address: page.url, everyMinutes: 5, token });
    }
    watch();
    for (const [page, name, waiting] of [
      [hosted, NAMES[0], 1],
      [other, NAMES[1], 2],
    ] as const) {
      const servers = async () => (await page.app.reportedShops.list()).flatMap(({ shop }) => shop.profiles);
      await expect.poll(servers, { timeout: 10_000 }).toHaveLength(2);
      const told = await servers();
      expect(told.map((each) => each.name)).toEqual(['Общ', `Само на ${name}`]);
      expect(told.map((each) => each.ordersWaiting)).toEqual([waiting, waiting]);
      // By the figures of the firm's own servers: how old the oldest is, is asked for by name.
      expect(told.every((each) => each.oldestWaiting !== null)).toBe(true);
    }
    for (const { app } of [first, second])
      await expect
        .poll(async () => (await app.reporting.target())?.answeredAt ?? null, { timeout: 10_000 })
        .not.toBe(null);
  });

  it('of a shop’s silence its own firm is told, once, and while that is suspended nobody', async () => {
    const { clock, first, second, watch, suspend } = await twoFirms();
    for (const [{ app }, name] of [
      [first, 'Бургас'],
      [second, 'Варна'],
    ] as const) {
      const { shop } = await app.reporters.add(name);
      await app.reportedShops.take(shop.id, wellReport(1));
    }
    await suspend(NOW);
    clock.aheadMs = 16 * 60_000;
    watch();
    const silent = (shop: string) => [{ event: 'shopSilent', shop }];
    await expect.poll(() => first.posted, { timeout: 10_000 }).toMatchObject(silent('Бургас'));
    expect(second.posted).toEqual([]);
    await suspend(null);
    await expect.poll(() => second.posted, { timeout: 10_000 }).toMatchObject(silent('Варна'));
    // Two servers of a firm lead to one place.
    expect([first.posted.length, second.posted.length]).toEqual([1, 1]);
  });
});
