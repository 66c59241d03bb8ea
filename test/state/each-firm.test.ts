import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import { eachFirm } from '../../src/compose/watches/each-firm.ts';
import type { FirmWatch } from '../../src/compose/watches/each-firm.ts';
import { FIRST_TENANT } from '../../src/model/tenant.ts';
import { openWorldParts } from '../support/world.ts';

// Of thousands of firms few report or are reported to: whoever watches them must not ask each, again and again.

const NOW = '2026-11-26T10:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-each-firm-'));
const target = { address: 'https://own.bg', everyMinutes: 5, token: 'own token' } as const;

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a firm is watched for what it has set up alone, and no more once it is suspended or has ended it', async () => {
  const parts = await openWorldParts(join(folder, 'data'));
  const app = makeApp(parts);
  const { tenants } = parts.state;
  const { id } = await tenants.add('Втора', NOW);
  const told: string[] = [];
  const watchOf = (kind: string, of?: FirmWatch['of']): FirmWatch => ({
    ...(of === undefined ? {} : { of }),
    watch: async (_app, signal, tenant) => {
      told.push(`${kind} ${tenant}`);
      signal.addEventListener('abort', () => void told.push(`${kind} ${tenant} ends`));
    },
  });
  /** What is done before each look, by its number. */
  const steps = [
    () => parts.state.of(id).reportLine.setTarget(target),
    () => tenants.suspend(FIRST_TENANT, NOW),
    () => parts.state.of(id).reportLine.stop(),
    async () => stop.abort(),
  ];
  const stop = new AbortController();
  const seen: (readonly string[])[] = [];
  await eachFirm(
    app,
    {
      appOf: (tenant) => app.of(tenant),
      watches: [watchOf('shops'), watchOf('line', 'reporting')],
      sleep: async () => {
        seen.push(told.splice(0));
        await steps.shift()?.();
      },
      onFault: (error) => expect.fail(String(error)),
    },
    stop.signal,
  );
  await app.close();
  expect(seen).toEqual([['shops 1', 'shops 2'], ['line 2'], ['shops 1 ends'], ['line 2 ends']]);
});
