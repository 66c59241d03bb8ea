import { hearStatements } from '../../src/lib/statements.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';

// A process that changes the master key of a data folder, and ends by SIGKILL after the Nth statement of it.

const [folder = '', statements = ''] = process.argv.slice(2);
const state = await openSqliteState({ folder });
let count = 0;
hearStatements(() => {
  count += 1;
  if (count === Number(statements)) process.kill(process.pid, 'SIGKILL');
});
await state.keys.rotate(null);
await state.close();
