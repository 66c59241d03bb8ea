import pg from 'pg';
import { defaultSettings } from '../../src/model/settings.ts';
import { databaseAddress } from '../../src/state/postgres/database-address.ts';
import { openPostgresState } from '../../src/state/postgres/postgres-state.ts';

// A process of its own at a memory in a database: `open NAME` opens it and adds a profile; `die N` ends by SIGKILL after
// the Nth statement of its migration.

const [url = '', folder = '', what = '', argument = ''] = process.argv.slice(2);

/** The migration's statements go through one connection of its own, before the pool opens any. */
function dieAfter(statements: number): void {
  // oxlint-disable-next-line typescript/unbound-method -- handed its own client below
  const query = pg.Client.prototype.query;
  let count = 0;
  pg.Client.prototype.query = async function counted(this: pg.Client, ...words: unknown[]): Promise<unknown> {
    const answer: unknown = await Reflect.apply(query, this, words);
    count += 1;
    if (count === statements) process.kill(process.pid, 'SIGKILL');
    return answer;
  } as typeof query;
}

if (what === 'die') dieAfter(Number(argument));
const state = await openPostgresState({ address: databaseAddress(url), folder });
if (what === 'open') {
  await state.profiles.add(argument, defaultSettings(), '2026-11-24T10:00:00Z');
  process.stdout.write(state.installation);
}
await state.close();
