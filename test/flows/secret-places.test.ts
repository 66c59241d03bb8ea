import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import type { State } from '../../src/state/state.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(): Promise<World> {
  const made = await makeWorld({ orders: 1, goods: 5, sold: 3 });
  open.push(made);
  return made;
}

describe('S22: a secret goes only to the place it was entered for', () => {
  it('another address for signing in forgets the key and the token, and only those', async () => {
    const made = await world();
    for (const name of [
      'token',
      'feedSignature',
      'warehouseSecret',
      'smtpPassword',
      'webhookAddress',
    ] as const)
      await made.app.setSecret(PROFILE, name, 'x');
    await made.setSettings({ oauthAddress: 'https://evil.example/oauth' });
    expect((await made.app.showProfile(PROFILE)).secrets).toEqual([
      'feedSignature',
      'warehouseSecret',
      'smtpPassword',
      'webhookAddress',
    ]);
  });

  it('a run that began before the address was changed does not take the new key to the old address', async () => {
    const made = await world();
    const parts = await openWorldParts(join(made.folder, 'data'));
    let isChanged = false;
    /** The memory, also as the run has it under its lease: before the first secret is read, the address changes. */
    const changing = (state: State): State => {
      const { profiles } = state;
      const secret = profiles.secret.bind(profiles);
      profiles.secret = async (id, name) => {
        if (!isChanged) {
          isChanged = true;
          await made.setSettings({ shopAddress: 'https://new.example.bg' });
          await made.app.setSecret(PROFILE, 'secret', 'key of the new shop');
        }
        return secret(id, name);
      };
      return { ...state, under: (fence) => changing(state.under(fence)) };
    };
    const opened: string[] = [];
    const app = makeApp({
      ...parts,
      state: changing(parts.state),
      openShop: (settings, secrets, watch) => {
        opened.push(`${settings.shopAddress} ${secrets.secret ?? ''}`);
        return parts.openShop(settings, secrets, watch);
      },
    });
    const signal = new AbortController().signal;
    const run = app.run(PROFILE, { tasks: null, isConfirmed: true, onEvent: () => undefined, signal });
    const ended = await run.then(
      (summary) => summary.error?.code,
      (error: { code: string }) => error.code,
    );
    expect([ended, opened]).toEqual(['profile.changedMeanwhile', []]);
    await app.close();
  });
});
