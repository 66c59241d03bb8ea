import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/model/run.ts';
import { openLog } from '../../src/log/open-log.ts';
import { RotatingFile } from '../../src/log/rotating-file.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { runChild } from '../support/child.ts';
import { openPage, PageClient } from '../support/page-client.ts';
import { ACCESS, makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// What leaves the firm for support names nobody (P6), wherever a name had come to stand.

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const PLANTED = {
  name: 'Плантов-Иванов',
  phone: '+359 888 123 456',
  mail: 'ivan.plantov@example.bg',
  street: 'ул. Засадена 17',
  note: 'Звъннете на баба Гана',
} as const;
const SECRETS = { token: 'PLANTED-token-7c1f', smtpPassword: 'PLANTED-smtp-3b4a' } as const;
const WORDS = `${PLANTED.name} ${PLANTED.phone} ${PLANTED.mail} ${PLANTED.street} ${PLANTED.note}`;

/** A world in which buyers stand wherever texts of others come to: faults, notes, the log in both forms. */
async function planted(): Promise<{
  readonly made: World;
  readonly log: string;
  readonly buyers: Set<string>;
}> {
  const made = await makeWorld({ orders: 4, goods: 12, sold: 5, settings: { notifyEmail: PLANTED.mail } });
  open.push(() => made.close());
  for (const [name, value] of Object.entries(SECRETS))
    await made.app.setSecret(PROFILE, name as keyof typeof SECRETS, value);
  const log = join(made.folder, 'program.log');
  const file = new RotatingFile(log);
  for (const format of ['json', 'text'] as const) {
    const told = openLog({ level: 'debug', format, write: (line) => file.write(line) });
    const facts = { message: WORDS, name: PLANTED.name, reason: WORDS, status: PLANTED.mail, order: 7 };
    const cause = new Error(`Duplicate entry '${WORDS}'`);
    told.fault(new SyncError('bug.unexpected', facts, { cause }), { note: PLANTED.note, code: PLANTED.name });
    told.line('debug', 'answer', { path: `/api/people/${PLANTED.name}`, status: 200 });
  }
  await made.run();
  const { profile } = await made.app.showProfile(PROFILE);
  const { state, orderContacts } = await openWorldParts(join(made.folder, 'data'));
  open.push(() => state.close());
  const at = new Date().toISOString();
  const runId = await state.runs.start(profile.id, { tasks: ['import-orders'], trigger: 'person' }, at);
  const facts = { order: 7, customer: PLANTED.name, email: PLANTED.mail, problem: WORDS, reason: WORDS };
  const note = { subject: 'order:7', label: WORDS, code: 'order.partner.ambiguous', facts } as never;
  const ended = { type: 'runEnded', runId, end: 'failed', counts: {} } as const;
  const events: readonly RunEvent[] = [
    { type: 'attention', task: 'import-orders', note, isNew: true },
    { ...ended, error: { code: 'bug.unexpected', facts } },
  ];
  await state.runs.addEvents(
    runId,
    events.map((event) => ({ at, event })),
  );
  await state.runs.finish(runId, { end: 'failed', counts: {}, nowIso: at });
  const item = { subject: 'order:7', code: 'order.good.unknown' as const, facts, contentHash: '' };
  await state.attention.put(profile.id, [item], at);
  const buyers = new Set<string>();
  for await (const records of made.app.upkeep.archive(PROFILE))
    for (const { versions } of records)
      for (const { raw } of versions) for (const text of orderContacts(raw).texts) buyers.add(text);
  return { made, log, buyers };
}

/** Names, telephones, … that are in the text; one- and two-letter ones are in every text. */
function foundIn(text: string, buyers: ReadonlySet<string>): readonly string[] {
  const words = [...Object.values(PLANTED), ...Object.values(SECRETS), ACCESS.secret, ...buyers];
  return words.filter((word) => word.length > 4 && !/^\d{1,5}$/.test(word) && text.includes(word));
}

describe('a diagnosis', () => {
  it('tells versions, settings, runs, faults, both sides and the end of the log, and names nobody', async () => {
    const { made, log, buyers } = await planted();
    const out = join(made.folder, 'diagnosis.json');
    const args = ['diagnose', PROFILE, '--out', out, '--data', join(made.folder, 'data')];
    const { code, stdout, stderr } = await runChild({ args: [...args, '--log-file', log, '--lang', 'en'] });
    expect([code, stdout]).toEqual([0, expect.stringContaining(out)]);
    expect(stderr).toContain(PROFILE);
    const text = readFileSync(out, 'utf8');
    const told = JSON.parse(text) as Readonly<Record<string, unknown>>;
    expect(told).toMatchObject({
      format: 'skladbridge-diagnosis-1',
      versions: {
        node: process.versions.node,
        memory: expect.any(Number),
        drivers: { mysql2: expect.any(String) },
      },
      machine: { platform: process.platform },
      program: { retention: { days: 400 }, vitals: [{ name: PROFILE }] },
      profiles: [
        {
          name: PROFILE,
          settings: { shopAddress: made.sandbox.url, notifyEmail: '(set)', location: 5 },
          secretsSet: expect.arrayContaining(['secret', 'token']),
          runs: [
            { end: 'failed', fault: { code: 'bug.unexpected', facts: { order: 7, leftOut: 4 } } },
            { end: 'done', counts: { 'import-orders': { created: 4 } } },
          ],
          attention: expect.arrayContaining([
            expect.objectContaining({ code: 'order.good.unknown', subject: 'order:7' }),
          ]),
          sides: { warehouse: { databaseVersion: '3.07', hasUnpRows: true }, shop: { orderCount: 4 } },
          learned: expect.arrayContaining([expect.objectContaining({ id: 'W5' })]),
        },
      ],
    });
    expect(JSON.stringify(told['program'])).toContain('"runtime"');
    const lines = told['log'] as readonly Record<string, unknown>[];
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(2);
    expect(JSON.stringify(lines)).toMatch(/at .*diagnosis\.test\.ts/);
    expect(buyers.size).toBeGreaterThan(5);
    expect(foundIn(text, buyers)).toEqual([]);
    expect(statSync(out).mode & 0o077).toBe(0);
  });

  it('is made where a side does not answer, refuses a file that is there, and goes to standard output', async () => {
    const made = await makeWorld({ orders: 1, goods: 12, sold: 5 });
    open.push(() => made.close());
    await made.setSettings({ shopAddress: 'http://127.0.0.1:9', warehouse: 'mysql://root@127.0.0.1:1/none' });
    const type = (...args: readonly string[]) =>
      runChild({ args: ['diagnose', ...args, '--data', join(made.folder, 'data')] });
    const { code, stdout } = await type('--out', '-');
    const [profile] = (JSON.parse(stdout) as { readonly profiles: readonly Record<string, unknown>[] })
      .profiles;
    expect(code).toBe(0);
    expect(JSON.stringify(profile?.['sides'])).toContain('warehouse.');
    const out = join(made.folder, 'there.json');
    writeFileSync(out, 'mine');
    const refused = await type('--out', out);
    expect([refused.code, readFileSync(out, 'utf8')]).toEqual([2, 'mine']);
    expect(refused.stderr).toContain('[backup.fileExists]');
    expect((await type('Няма', '--out', join(made.folder, 'none.json'))).code).toBe(2);
    expect(existsSync(join(made.folder, 'none.json'))).toBe(false);
  });

  it('the page hands it out, to an owner alone', async () => {
    const { made, buyers } = await planted();
    const served = await openPage(made);
    open.push(() => served.close());
    const owner = new PageClient(served.url);
    await owner.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
    const { status, headers, text } = await owner.call('GET', '/api/diagnosis');
    expect([status, headers['content-disposition']]).toEqual([200, expect.stringContaining('attachment')]);
    expect(JSON.parse(text)).toMatchObject({ profiles: [{ name: PROFILE }] });
    expect(foundIn(text, buyers)).toEqual([]);
  });
});
