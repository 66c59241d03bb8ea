import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, nkeyAuthenticator } from '@nats-io/transport-node';
import type { NatsConnection, Status } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { servePage } from '../../../src/compose/serve-page.ts';
import { openParts } from '../../../src/compose.ts';
import { checkMachine } from '../../../src/compose/check-machine.ts';
import { defaultSettings } from '../../../src/model/settings.ts';
import { agentText, textsOf } from '../../../src/texts/text.ts';
import { agentSecretOf, makeAgentKey } from '../../../src/warehouse/agent/agent-key.ts';
import type { AgentSecret, ShownKey } from '../../../src/warehouse/agent/agent-key.ts';
import { AgentWarehouse } from '../../../src/warehouse/agent/agent-warehouse.ts';
import { hubPlace } from '../../../src/warehouse/agent/hub-address.ts';
import { serveAgent } from '../../../src/warehouse/agent/serve-agent.ts';
import type { ServedAgent } from '../../../src/warehouse/agent/serve-agent.ts';
import { codeOf, never } from '../../../src/warehouse/warehouse-place.contract.ts';
import { SEED } from '../../../src/warehouse/warehouse-seed.contract.ts';
import { openSqliteWarehouse } from '../../../src/warehouse/sqlite/sqlite-warehouse.ts';
import { runChild } from '../../support/child.ts';
import { seededFile } from '../../support/contract/sqlite-place.ts';
import { makeCertificate } from '../../support/network/certificate.ts';
import { describeNats, startNats } from '../../support/nats/nats-server.ts';
import type { PrivateNats } from '../../support/nats/nats-server.ts';

// The recipe in docs/recipes/nats, followed on the real server: TLS, who may do what, and what is refused.

const RECIPE = readFileSync(new URL('../../../docs/recipes/nats/nats-server.conf', import.meta.url), 'utf8');
const WORKERS = 'workers:WORKERS-PASSWORD';
const TOKENS = { 'magazin-7': 'TOKEN-OF-MAGAZIN-7', 'magazin-8': 'TOKEN-OF-MAGAZIN-8' } as const;
type Agent = keyof typeof TOKENS;
/** It comes by a key; the others have tokens, as agents of before. */
const OFFICE = 'magazin-6';

describeNats('a hub by the recipe', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-hub-'));
  const made = makeCertificate(folder, ['localhost', '127.0.0.1']);
  const file = seededFile(SEED);
  const ends: (() => Promise<unknown>)[] = [];
  let nats: PrivateNats | null = null;

  const keyFile = join(folder, 'agent.key');

  /** What `agent --new-key` tells. */
  async function newKey(): Promise<ShownKey> {
    const args = ['agent', OFFICE, '--new-key', '--token-file', keyFile, '--json'];
    const { code, stdout } = await runChild({ args });
    expect(code).toBe(0);
    return JSON.parse(stdout) as ShownKey;
  }

  beforeAll(async () => {
    // The office makes its key, and tells the hoster the line that the recipe has there.
    const told = await newKey();
    const line = /\{ nkey: "U[A-Z2-7]{55}".*\}/.exec(RECIPE)?.[0] ?? '';
    expect(line.replace(/"U[A-Z2-7]{55}"/, `"${told.publicKey}"`)).toBe(told.hubLine);
    const text = RECIPE.replace('0.0.0.0:4222', '127.0.0.1:@PORT@')
      .replace(line, told.hubLine)
      .replace('/etc/letsencrypt/live/hub.example.bg/fullchain.pem', made.certificate)
      .replace('/etc/letsencrypt/live/hub.example.bg/privkey.pem', made.key);
    expect(text).not.toContain('letsencrypt');
    nats = await startNats(text);
  });

  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  afterAll(async () => {
    await nats?.stop();
    await file.cleanUp();
    rmSync(folder, { recursive: true, force: true });
  });

  const address = (who = ''): string => `tls://${who === '' ? '' : `${who}@`}localhost:${nats?.port}`;
  const workers = () => hubPlace(address(WORKERS), made.certificate);

  async function serve(agent: Agent, token: string = TOKENS[agent]): Promise<ServedAgent> {
    return serveBy(agent, { seed: null, token });
  }

  async function serveBy(agent: string, secret: AgentSecret): Promise<ServedAgent> {
    const served = await serveAgent({
      hub: hubPlace(address(), made.certificate),
      agent,
      secret,
      program: '1.2.3',
      open: () => openSqliteWarehouse({ path: file.path }),
      onTold: () => undefined,
    });
    ends.push(() => served.close());
    return served;
  }

  const open = (agent: Agent, token: string = TOKENS[agent]) =>
    AgentWarehouse.open(workers(), { agent, token, program: '1.2.3' });

  /** A stranger's program, with the words of an agent or of the workers. */
  async function bare(user: string, pass: string): Promise<{ hub: NatsConnection; told: Status[] }> {
    const tls = { ca: made.pem.toString() };
    const hub = await connect({ servers: `localhost:${nats?.port}`, user, pass, tls });
    ends.push(() => hub.close());
    const told: Status[] = [];
    void (async () => {
      for await (const status of hub.status()) told.push(status);
    })();
    return { hub, told };
  }

  it('lets an agent be worked with over TLS, and nobody without TLS, its name or its token', async () => {
    await serve('magazin-7');
    const warehouse = await open('magazin-7');
    expect(await warehouse.readFacts(never)).toMatchObject({ baseCurrency: 'EUR' });
    await warehouse.close();
    expect(await codeOf(open('magazin-7', TOKENS['magazin-8']))).toBe('warehouse.agent.tokenWrong');
    expect(await codeOf(open('magazin-8'))).toBe('warehouse.unreachable');
    expect(await codeOf(serve('magazin-8', TOKENS['magazin-7']))).toBe('agent.hubRefused');
    const place = { agent: 'magazin-7', token: '', program: '' };
    const via = (hub: string, ca: string | null = made.certificate) =>
      codeOf(AgentWarehouse.open(hubPlace(hub, ca), place));
    expect(await via(address('workers:wrong'))).toBe('agent.hubRefused');
    expect(await via(address(WORKERS), null)).toBe('agent.hubCertificate');
    expect(await via(`nats://${WORKERS}@localhost:1`)).toBe('agent.hubUnreachable');
  });

  it('an agent hears nothing of another, and says nothing but answers', async () => {
    await serve('magazin-8');
    const { hub, told } = await bare('magazin-7', TOKENS['magazin-7']);
    const heard: string[] = [];
    const callback = (_error: unknown, asked: { subject?: string }): void => {
      if (asked.subject !== undefined) heard.push(asked.subject);
    };
    const others = [
      'skl.wh.magazin-8.>',
      'skl.wh.magazin-8.open',
      'skl.wh.>',
      'skl.wh.*.open',
      '_INBOX.>',
      '>',
    ];
    for (const subject of others) hub.subscribe(subject, { callback });
    for (const subject of ['skl.wh.magazin-8.open', 'skl.wh.magazin-7.open', '_INBOX.x', 'x'])
      hub.publish(subject, 'x');
    await hub.flush();
    const warehouse = await open('magazin-8');
    await warehouse.readFacts(never);
    await warehouse.close();
    expect(heard).toEqual([]);
    const refused = told.flatMap((each) => (each.type === 'error' ? [each.error.message] : []));
    expect(refused.filter((text) => /subscription/i.test(text)).length).toBe(others.length);
    expect(refused.filter((text) => /publish/i.test(text)).length).toBe(4);
  });

  it('an agent comes by a key of which the hub knows no secret; what the hoster has of it opens no hub', async () => {
    const kept = readFileSync(keyFile, 'utf8').trim();
    const { token, publicKey, hubLine } = await newKey();
    expect([readFileSync(keyFile, 'utf8').trim(), statSync(keyFile).mode & 0o777]).toEqual([kept, 0o600]);
    expect(`${token}${publicKey}${hubLine}`).not.toContain(kept);
    const secret = agentSecretOf(kept);
    if (secret?.seed == null) throw new Error('no key');
    await serveBy(OFFICE, secret);
    const by = (word: string) => AgentWarehouse.open(workers(), { agent: OFFICE, token: word, program: '1' });
    const warehouse = await by(token);
    expect(await warehouse.readFacts(never)).toMatchObject({ baseCurrency: 'EUR' });
    await warehouse.close();
    expect(await codeOf(by(TOKENS['magazin-7']))).toBe('warehouse.agent.tokenWrong');
    const other = agentSecretOf(makeAgentKey());
    if (other === null) throw new Error('no other key');
    for (const wrong of [other, { seed: null, token }, { seed: null, token: kept }])
      expect(await codeOf(serveBy(OFFICE, wrong))).toBe('agent.hubRefused');
    const hub = await connect({
      servers: `localhost:${nats?.port}`,
      authenticator: nkeyAuthenticator(secret.seed),
      tls: { ca: made.pem.toString() },
    });
    ends.push(() => hub.close());
    const refusals: unknown[] = [];
    void (async () => {
      for await (const status of hub.status()) if (status.type === 'error') refusals.push(status);
    })();
    hub.subscribe('skl.wh.magazin-7.>', { callback: () => undefined });
    hub.publish(`skl.wh.magazin-7.open`, 'x');
    await hub.flush();
    await expect.poll(() => refusals.length).toBe(2);
  });

  it('workers ask agents, and hear nothing that agents are asked', async () => {
    await serve('magazin-7');
    const { hub, told } = await bare('workers', 'WORKERS-PASSWORD');
    hub.subscribe('skl.wh.>', { callback: () => undefined });
    hub.publish('other', 'x');
    await hub.flush();
    await expect.poll(() => told.filter(({ type }) => type === 'error').length).toBe(2);
  });

  it('an agent of another time is refused by name, and what it says wrongly is not believed', async () => {
    const { hub } = await bare('magazin-7', TOKENS['magazin-7']);
    let answer = '';
    hub.subscribe('skl.wh.magazin-7.open', { callback: (_error, asked) => void asked.respond(answer) });
    await hub.flush();
    const told: string[] = [];
    for (const head of [
      { kind: 'opened', wire: 0, program: '0.0.9', something: 'of then' },
      { kind: 'refused', wire: 9, program: '9.0.0', why: 'wire' },
      { kind: 'opened', wire: 1, program: '1.0.0' },
    ]) {
      answer = `${JSON.stringify(head)}\n`;
      told.push(await codeOf(open('magazin-7')));
    }
    expect(told).toEqual(['warehouse.agent.tooOld', 'warehouse.agent.tooNew', 'warehouse.agent.unreadable']);
  });

  it('a test by any process tells of the agent: that it answers now, or when it was there last; and doctor', async () => {
    const env = { SKLADBRIDGE_NATS: address(WORKERS), SKLADBRIDGE_NATS_CA: made.certificate };
    const openPage = async (hub = env): Promise<App> => {
      const app = makeApp(await openParts(folder, hub, { version: '1.2.3' }));
      ends.push(() => app.close());
      return app;
    };
    const page = await openPage();
    const shopless = {
      shopAddress: 'http://127.0.0.1:1',
      warehouseBuild: '3.07.056',
      import: false,
    } as const;
    const tested = async (app: App, name = 'Офис') => {
      const { points, agent } = await app.testProfile(name, never);
      const error = points.find(({ point }) => point === 'warehouse')?.error ?? null;
      return { agent, error, said: agentText(textsOf('bg'), { agent, points }) };
    };
    for (const [name, warehouse] of [
      ['Офис', 'agent:magazin-7'],
      ['Друг', 'agent:Магазин.>'],
    ] as const)
      await page.addProfile(name, { ...defaultSettings(), ...shopless, warehouse });
    expect((await tested(page)).error?.code).toBe('secrets.notSet');
    expect((await tested(page, 'Друг')).error?.code).toBe('settings.warehouseUrl.malformed');
    await page.setSecret('Офис', 'warehouseSecret', TOKENS['magazin-7']);
    const cut = await openPage({ ...env, SKLADBRIDGE_NATS: `nats://${WORKERS}@localhost:1` });
    const unmet = await tested(cut);
    expect(unmet).toMatchObject({
      error: { code: 'agent.hubUnreachable' },
      agent: { isThere: false, seenAt: null },
    });
    expect(unmet.said).toMatch(/досега не се е свързвал/);
    const served = await serve('magazin-7');
    const there = await tested(page);
    expect(there.agent).toMatchObject({ name: 'magazin-7', isThere: true, version: '1.2.3' });
    // What the warehouse behind it shows.
    expect(there.error?.code).toBe('settings.warehouseBuild.notChosen');
    expect(there.said).toBe('Агентът magazin-7 отговаря в момента, версия 1.2.3.');
    // Who serves looks for all: nobody has to open a warehouse for it.
    const figures = async (): Promise<readonly string[]> => {
      const app = await openPage();
      const serving = await servePage(app, {
        host: '127.0.0.1',
        port: 0,
        version: '1',
        onFault: () => undefined,
      });
      ends.push(() => serving.close());
      const agents = async () =>
        (await (await fetch(`${serving.url}/metrics`)).text()).match(/^skladbridge_agents\{.*$/gm) ?? [];
      const empty = ['skladbridge_agents{state="connected"} 0', 'skladbridge_agents{state="gone"} 0'];
      await expect.poll(agents, { timeout: 5000 }).not.toEqual(empty);
      return agents();
    };
    expect(await figures()).toEqual([
      'skladbridge_agents{state="connected"} 1',
      'skladbridge_agents{state="gone"} 0',
    ]);
    Object.assign(process.env, env);
    try {
      const of = async () => (await checkMachine(folder)).filter(({ point }) => /^(?:hub|agent)/.test(point));
      expect(await of()).toMatchObject([
        { point: 'hub', isOk: true },
        { point: 'agent', isOk: true, facts: { agent: 'magazin-7', version: '1.2.3' } },
      ]);
      await served.close();
      expect(await page.agents.look()).toEqual({ connected: 0, gone: 1 });
      expect(await cut.agents.look()).toEqual({ connected: 0, gone: 1 });
      expect(await cut.agents.counts()).toEqual({ connected: 0, gone: 1 });
      // Another process, which has never met it.
      const away = await tested(await openPage());
      expect(away.error?.facts['reason']).toMatch(/^AGENT_AWAY: 20\d\d-.+ UTC \(1\.2\.3\)$/);
      expect(away.agent).toMatchObject({
        isThere: false,
        version: '1.2.3',
        seenAt: expect.stringMatching(/^20/),
      });
      expect((await of())[1]).toMatchObject({ point: 'agentAway', isOk: false, facts: { version: '1.2.3' } });
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
    expect((await tested(cut)).said).toMatch(
      /^Агентът magazin-7 не отговаря; последно е бил на линия на .+ч\., версия 1\.2\.3\.$/,
    );
  });

  it('the command says what is wrong before it comes to the hub, and ends when it is refused', async () => {
    const [token, short] = [join(folder, 'token'), join(folder, 'short')];
    writeFileSync(token, '0123456789abcdef0123456789abcdef');
    writeFileSync(short, 'short');
    const broken = join(folder, 'broken');
    writeFileSync(
      broken,
      makeAgentKey().replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    );
    const notKey = await runChild({ args: ['agent', OFFICE, '--new-key', '--token-file', token] });
    expect([notKey.code, notKey.stderr]).toEqual([2, expect.stringContaining('agent.notAKey')]);
    const call = async (more: Readonly<Record<string, string>>): Promise<unknown> => {
      const all = {
        '--hub': address(),
        '--ca': made.certificate,
        '--token-file': token,
        '--warehouse': `sqlite:${file.path}`,
        ...more,
      };
      const { name = 'magazin-7', ...options } = all as Record<string, string>;
      const { code, stdout } = await runChild({
        args: ['agent', name, '--json', ...Object.entries(options).flat()],
      });
      return [code, /"code":"([^"]+)"/.exec(stdout)?.[1]];
    };
    const answers = await Promise.all([
      call({}),
      call({ name: 'Магазин' }),
      call({ '--hub': 'nats://hub.example.bg:4222' }),
      call({ '--token-file': short }),
      call({ '--token-file': broken }),
      call({ '--warehouse': 'agent:magazin-8' }),
      call({ '--warehouse': 'api+http://localhost:8700' }),
    ]);
    expect(answers.map((each) => (each as [number, string])[1])).toEqual([
      'agent.hubRefused',
      'agent.nameMalformed',
      'agent.hubPlain',
      'agent.tokenMalformed',
      'agent.tokenMalformed',
      'agent.warehouseElsewhere',
      'agent.warehouseElsewhere',
    ]);
  });
});
