import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../src/lib/clock.ts';
import { startWarehouseApi } from '../../src/warehouse-api/warehouse-api.ts';
import { SqlRecords } from '../../src/warehouse/sql/records/sql-records.ts';
import { openSqliteDatabase } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';
import type { World } from './world.ts';

/** What becomes of a request: it arrives and is answered, is lost on its way, or its answer is. */
export type Fate = 'pass' | 'loseRequest' | 'loseAnswer';

/** The warehouse of a world behind the REST API, and a network in between that loses what it is told to. */
export interface ServedWorld {
  /** Address for the profile's settings. */
  readonly address: string;
  /** Asked for every POST of an operation. */
  fate: (count: number) => Fate;
  /** POST requests of operations that reached the server. */
  readonly arrived: () => number;
  close(): Promise<void>;
}

export async function serveWorld(world: World): Promise<ServedWorld> {
  const records = new SqlRecords(await openSqliteDatabase({ path: world.warehousePath }));
  const api = await startWarehouseApi(records, {
    host: '127.0.0.1',
    port: 0,
    apiKey: null,
    clock: systemClock,
    onFault: (error) => process.stderr.write(`${String(error)}\n`),
  });
  let posts = 0;
  let arrived = 0;
  const network = createServer((request, response) => {
    const isOperation = request.method === 'POST' && request.url === '/Operation';
    if (isOperation) posts += 1;
    const fate = isOperation ? served.fate(posts) : 'pass';
    if (fate === 'loseRequest') {
      request.socket.destroy();
      return;
    }
    if (isOperation) arrived += 1;
    const onward = forward(
      `${api.url}${request.url ?? '/'}`,
      { method: request.method, headers: { ...request.headers, host: `127.0.0.1:${api.port}` } },
      (answer) => {
        if (fate === 'loseAnswer') {
          answer.resume();
          answer.once('end', () => request.socket.destroy());
          return;
        }
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
  const served: ServedWorld = {
    address: `api+http://127.0.0.1:${(network.address() as AddressInfo).port}`,
    fate: () => 'pass',
    arrived: () => arrived,
    close: async () => {
      network.closeAllConnections();
      await new Promise((resolve) => network.close(resolve));
      await api.close();
      await records.close();
    },
  };
  return served;
}
