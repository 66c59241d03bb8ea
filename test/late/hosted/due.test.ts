import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import type { AppParts } from '../../../src/app/app-parts.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { DueSweep } from '../../../src/hosted/due-sweep.ts';
import { openHosted } from '../../../src/hosted/open-hosted.ts';
import type { HostedPlace } from '../../../src/hosted/open-hosted.ts';
import { databaseAddress } from '../../../src/state/postgres/database-address.ts';
import { memoryEnvironment } from '../../support/memory/memory-place.ts';
import { openWorldParts, PROFILE, worldSettings } from '../../support/world.ts';

let folder: string;
let parts: AppParts;
let app: App;
let place: HostedPlace;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-due-'));
  const data = join(folder, 'data');
  parts = await openWorldParts(data);
  app = makeApp(parts);
  const settings = worldSettings('/nowhere.db', 'https://shop.example.bg', { schedule: '1440' });
  const { id } = await app.addProfile(PROFILE, settings);
  await parts.state.profiles.confirm(id, new Date().toISOString());
  const { SKLADBRIDGE_DATABASE: url = '' } = await memoryEnvironment(data);
  place = await openHosted(databaseAddress(url));
});
afterAll(async () => {
  await place.close();
  await parts.state.close();
  await rm(folder, { recursive: true, force: true });
});

it('what a worker that ends leaves to another is not put off by one that was reckoning just then', async () => {
  const asked: number[] = [];
  const queue = {
    askAll: async (_transaction: unknown, jobs: readonly { readonly job: { readonly profile: number } }[]) =>
      void asked.push(...jobs.map(({ job }) => job.profile)),
  };
  const other = new DueSweep(place, queue, app);
  await other.sweep();
  const { id } = (await app.showProfile(PROFILE)).profile;
  await other.worked(id);
  const reckoning = new DueSweep(place, queue, {
    of: (tenant) => ({
      ...app.of(tenant),
      lastRun: async (name, of) => {
        await other.postpone(id, 'schedule', 0);
        return app.lastRun(name, of);
      },
    }),
  });
  await reckoning.sweep();
  expect(asked).toEqual([id]);
});
