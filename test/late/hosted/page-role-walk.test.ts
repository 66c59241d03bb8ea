import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppParts } from '../../../src/app/app-parts.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { openParts } from '../../../src/compose.ts';
import { fillFirms, itAsksForRoles, itKeepsApart, TwoFirms } from '../../support/hosted/firm-walk.ts';
import { Program } from '../../support/hosted/program.ts';
import { memoryEnvironment } from '../../support/memory/memory-place.ts';
import { askAt, pageRoleOf } from '../../support/postgres/page-role.ts';

// The walk of test/http/tenants.test.ts at a page that comes by the role of pages: the database shows it one firm
// at a time, and the page refuses what it refuses without one.

let folder: string;
let owner: AppParts;
let memory: string;
let role: string;
let page: Program;
let firms: TwoFirms;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-role-walk-'));
  const data = join(folder, 'data');
  ({ SKLADBRIDGE_DATABASE: memory = '' } = await memoryEnvironment(data));
  owner = await openParts(data, { ...process.env, SKLADBRIDGE_DATABASE: memory });
  await fillFirms(makeApp(owner), owner.state);
  const pages = await pageRoleOf(memory);
  ({ role } = pages);
  page = await Program.serve('page', data, { SKLADBRIDGE_DATABASE: pages.url });
  firms = await TwoFirms.open(page.url, owner.state);
});

afterAll(async () => {
  if (page.isAlive) await page.end('SIGKILL');
  await owner.state.close();
  await askAt(memory, `drop owned by ${role}; drop role ${role}`);
  await rm(folder, { recursive: true, force: true });
});

describe('by the role of pages: one firm’s people and another firm’s things', () => {
  itKeepsApart(() => firms);

  it('a hoster is told that this page shows one firm at a time, and learns of none', async () => {
    const reply = await (await firms.enter('hoster')).call('GET', '/api/firms');
    expect([reply.status, reply.body['code']]).toEqual([422, 'tenant.pageRole']);
  });
});

describe('by the role of pages: who may do what in a firm', () => {
  itAsksForRoles(() => firms);
});
