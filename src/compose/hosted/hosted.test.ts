import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import { asSyncError } from '../../model/sync-error.ts';
import { sendMail } from '../../notifications/send-mail.ts';
import { sendWebhook } from '../../notifications/send-webhook.ts';
import { openMssqlDatabase } from '../../warehouse/mssql/mssql-warehouse.ts';
import { openMysqlDatabase } from '../../warehouse/mysql/mysql-warehouse.ts';
import { hostGuard, offeredEngines, refuseLocalWarehouse } from './hosted.ts';
import { isPublicAddress } from './public-address.ts';
import { PublicHosts } from './public-hosts.ts';

const MESSAGE = { subject: 's', text: 't', fields: {} };
const NAME = 'shop.example.bg';
let server: Server;
let port = 0;
let connections = 0;

beforeEach(async () => {
  connections = 0;
  server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.destroy();
  });
  await new Promise<void>((listening) => void server.listen(0, '0.0.0.0', listening));
  ({ port } = server.address() as AddressInfo);
});

afterEach(() => new Promise<void>((closed) => void server.close(() => closed())));

/** Everything of the program that connects to what a person has typed. */
const CLIENTS: Readonly<Record<string, (host: string, guard: HostGuard) => Promise<unknown>>> = {
  'HTTP: shop, REST API of a warehouse, webhook': (host, guard) =>
    sendWebhook(`http://${host}:${port}/x`, MESSAGE, {
      clock: { now: () => Date.now() },
      sleep: async () => undefined,
      random: () => 0,
      guard,
    }),
  mail: (host, guard) =>
    sendMail(
      { address: `smtp://${host}:${port}`, password: null, from: 'a@example.bg', to: 'b@example.bg', guard },
      MESSAGE,
    ),
  MySQL: (host, guard) => openMysqlDatabase({ url: `mysql://u@${host}:${port}/d`, password: 'x', guard }),
  'SQL Server': (host, guard) =>
    openMssqlDatabase({ url: `mssql://u@${host}:${port}/d`, password: 'x', guard }),
};

async function told(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => asSyncError(error).code,
  );
}

/** A name server whose answers come one after the other, the last one again and again. */
function answering(...answers: readonly string[]): { readonly guard: PublicHosts; asked: () => number } {
  let asked = 0;
  const guard = new PublicHosts(
    (_host, _options, done) => {
      const address = answers[Math.min(asked, answers.length - 1)] ?? '';
      asked += 1;
      done(null, [{ address, family: 4 }]);
    },
    (address) => address === '127.0.0.2',
  );
  return { guard, asked: () => asked };
}

it('a warehouse in a file is offered on a machine of one’s own, an agent where there is a hub', () => {
  expect(offeredEngines({})).toEqual(['access', 'sqlite', 'mysql', 'mssql', 'api']);
  const hub = 'tls://workers:secret@hub.example.bg:4222';
  expect(offeredEngines({ SKLADBRIDGE_HOSTED: '1', SKLADBRIDGE_NATS: hub })).toEqual([
    'mysql',
    'mssql',
    'api',
    'agent',
  ]);
});

describe('addresses that guests of a hoster type', () => {
  it('only those on the internet are public, IPv4 written as IPv6 included', () => {
    const inside = `0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1
      172.31.255.255 192.0.0.8 192.168.1.5 198.18.0.1 224.0.0.1 239.255.255.250 255.255.255.255 :: ::1 fe80::1
      fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::127.0.0.1
      64:ff9b::a00:1 2002:a00:1:: 2001:0:1::1 2001:db8::1 localhost shop.example.bg`;
    const outside = `1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.169.0.1 193.0.0.1
      2a00:1450:4001::1 2606:4700::1111 ::ffff:8.8.8.8`;
    expect(inside.split(/\s+/).filter(isPublicAddress)).toEqual([]);
    expect(outside.split(/\s+/).filter((address) => !isPublicAddress(address))).toEqual([]);
  });

  it.each(Object.keys(CLIENTS))('%s: no client connects inside, by address or by name', async (name) => {
    const client = CLIENTS[name];
    const guard = hostGuard({ SKLADBRIDGE_HOSTED: '1' });
    if (client === undefined || guard === undefined) throw new Error('no client');
    for (const host of [
      '127.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      '10.0.0.1',
      '169.254.169.254',
    ])
      expect([host, await told(client(host, guard))]).toEqual([host, 'hosted.privateAddress']);
    expect(connections).toBe(0);
  });

  it.each(Object.keys(CLIENTS))(
    '%s: a name that leads elsewhere the next time is looked at again',
    async (name) => {
      const client = CLIENTS[name];
      if (client === undefined) throw new Error('no client');
      const { guard, asked } = answering('127.0.0.2', '127.0.0.1');
      // The server is no shop, no mail server, no database: it was reached, and hangs up.
      expect(await told(client(NAME, guard))).not.toBe('hosted.privateAddress');
      const reached = connections;
      expect([reached > 0, asked()]).toEqual([true, reached]);
      expect(await told(client(NAME, guard))).toBe('hosted.privateAddress');
      expect(connections).toBe(reached);
    },
  );

  it('a warehouse on the hoster’s machine is none of theirs; without the switch everything is as before', () => {
    const refused = (warehouse: string): string => {
      try {
        refuseLocalWarehouse(warehouse);
        return 'taken';
      } catch (error) {
        return asSyncError(error).code;
      }
    };
    expect(hostGuard({})).toBe(undefined);
    for (const file of ['sqlite:/data/sklad.db', 'SQLite:///x', 'access:C:\\a.mdb', '/srv/a.accdb'])
      expect([file, refused(file)]).toEqual([file, 'hosted.localWarehouse']);
    expect(refused('mysql://u@localhost/d?socket=/run/mysqld.sock')).toBe('hosted.localWarehouse');
    expect(refused('mssql://u@db.example.bg/d?instance=X')).toBe('hosted.namedInstance');
    for (const url of [
      'mssql://u@db.example.bg/d',
      'mysql://u@db.example.bg/d',
      'api+https://sklad.example.bg:8700',
      'agent:magazin-7',
    ])
      expect([url, refused(url)]).toEqual([url, 'taken']);
  });
});
