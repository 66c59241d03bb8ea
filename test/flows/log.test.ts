import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { servePage } from '../../src/compose/serve-page.ts';
import { loggedApp } from '../../src/log/logged-app.ts';
import { openLog } from '../../src/log/open-log.ts';
import { tellSlowStatements } from '../../src/log/slow-statements.ts';
import { runChild } from '../support/child.ts';
import { PageClient } from '../support/page-client.ts';
import { makeWorld, PROFILE } from '../support/world.ts';

type Line = Readonly<Record<string, unknown>>;
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

function linesOf(text: string): readonly Line[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('the log of a run', () => {
  it('tells its events, exchanges and faults, each with profile and run, and no buyer', async () => {
    const world = await makeWorld({ orders: 3, goods: 12, sold: 5 });
    ends.push(() => world.close());
    const file = join(world.folder, 'program.log');
    const args = [
      'run',
      PROFILE,
      '--yes',
      '--here',
      '--data',
      join(world.folder, 'data'),
      '--log-file',
      file,
    ];
    await runChild({ args: [...args, '--log-level', 'debug'] });
    const lines = linesOf(readFileSync(file, 'utf8'));
    const ended = lines.find(({ msg }) => msg === 'runEnded');
    expect(ended).toMatchObject({ level: 'info', profile: PROFILE, run: 1, end: 'done' });
    const exchanges = lines.filter(({ msg }) => msg === 'exchange');
    expect(exchanges.length).toBeGreaterThan(3);
    for (const exchange of exchanges)
      expect(exchange).toMatchObject({ profile: PROFILE, to: world.sandbox.url, status: expect.any(Number) });
    await world.app.setSecret(PROFILE, 'secret', 'wrong');
    const { stderr } = await runChild({ args: args.slice(0, -2).concat('--log-level', 'info') });
    const told = stderr.split('\n').filter((line) => line.startsWith('{'));
    const fault = linesOf(told.join('\n')).find(({ msg }) => msg === 'fault');
    expect(fault).toMatchObject({ level: 'error', profile: PROFILE, code: expect.stringMatching(/^shop\./) });
    const buyers = new Set<string>();
    for await (const order of world.app.upkeep.archive(PROFILE))
      for (const [address] of JSON.stringify(order).matchAll(/[\w.+-]+@[\w-]+\.[a-z]+/g)) buyers.add(address);
    expect(buyers.size).toBeGreaterThan(0);
    for (const buyer of buyers) expect(readFileSync(file, 'utf8')).not.toContain(buyer);
  });

  it('tells statements of the memory and of the warehouse within the run, without what was put into them', async () => {
    const lines: Line[] = [];
    const write = (line: string): void => void lines.push(...linesOf(line));
    const log = openLog({ level: 'debug', format: 'json', write });
    const stop = tellSlowStatements(log, 0);
    const world = await makeWorld({ orders: 2, goods: 12, sold: 5 });
    ends.push(
      () => world.close(),
      async () => stop(),
    );
    const app = loggedApp(world.app, log);
    const signal = new AbortController().signal;
    await app.run(PROFILE, { tasks: null, isConfirmed: true, onEvent: () => undefined, signal });
    const told = lines.filter(({ msg, run }) => msg === 'slowSql' && run === 1);
    for (const place of ['memory', 'warehouse'])
      expect(told.filter((line) => line['place'] === place).length).toBeGreaterThan(3);
    expect(told[0]).toMatchObject({ level: 'debug', profile: PROFILE, ms: expect.any(Number) });
    const [unp] = (await world.ledger()).map((entry) => entry.unp ?? '');
    expect(unp).toContain('-');
    expect(JSON.stringify(told)).not.toContain(unp);
  });

  it('that the page has started bears the number of the request', async () => {
    const world = await makeWorld({ orders: 0, goods: 5, sold: 3 });
    const lines: Line[] = [];
    const write = (line: string): void => void lines.push(...linesOf(line));
    const log = openLog({ level: 'debug', format: 'json', write });
    const served = await servePage(loggedApp(world.app, log), {
      host: '127.0.0.1',
      port: 0,
      onFault: (error) => log.fault(error),
      version: '0',
      log,
    });
    ends.push(
      () => world.close(),
      () => served.close(),
    );
    const page = new PageClient(served.url);
    await page.enter('/api/setup', { name: 'Иван', password: 'дълга парола 1', code: served.setupCode });
    const path = `/api/profiles/${encodeURIComponent(PROFILE)}`;
    await page.call('POST', `${path}/plan`, { body: { tasks: null } });
    while ((await page.call('GET', `${path}/work`)).body['isOver'] !== true)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const answer = lines.find(({ msg, method }) => msg === 'answer' && method === 'POST' && lines.length > 0);
    expect(answer).toMatchObject({ path: '/api/setup', request: 1, status: 200 });
    const events = lines.filter(({ msg }) => msg === 'taskStarted');
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(event).toMatchObject({ profile: PROFILE, plan: true, request: 2 });
  });
});
