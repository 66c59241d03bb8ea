import type { ProfileId } from '../../src/model/profile.ts';
import { hearStatements } from '../../src/lib/statements.ts';
import { openSqliteState } from '../../src/state/sqlite/sqlite-state.ts';

// A process of its own that moves a profile out of a memory (`write`) or into one (`read`), and ends by
// SIGKILL after the Nth statement; without a number it comes to its end, and tells how many there were.

const [folder = '', what = '', file = '', last = ''] = process.argv.slice(2);
const place = { file, passphrase: 'planted passphrase of a file' };

const state = await openSqliteState({ folder });
let count = 0;
hearStatements(() => {
  count += 1;
  if (String(count) === last) process.kill(process.pid, 'SIGKILL');
});
if (what === 'read') await state.moves.read(place, null);
else await state.moves.write(1 as ProfileId, place, { isAlive: () => null, iso: '2026-11-25T10:00:00Z' });
process.stdout.write(String(count));
await state.close();
