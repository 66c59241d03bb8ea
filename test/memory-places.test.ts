import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// Every test runs with its memory in a file and in PostgreSQL (docs/testing.md). Whoever opens a memory past the one
// switch, `memoryEnvironment`, tests the file both times: each place that does so says why.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Of a suite that is not part of `npm test`. */
const OTHER_SUITES = /^test\/(?:late|proof|packages)\//;
/** A memory that is opened by its engine or by whatever the environment happens to name, and its file by name. */
const BY_HAND =
  /\b(?:openSqliteState|openPostgresState|openParts|openApp|SqliteConnection\.open)\(|composeProgram\('[^']*'\)|state\.db/;

/** Files that open a memory by hand, with the reason. */
const REASONS: Readonly<Record<string, string>> = {
  // The switch itself, and what stands on it.
  'test/support/world.ts': 'hands the parts the environment that the switch tells',
  'test/support/memory/memory-place.ts': 'is the switch',
  'test/support/memory/whole-memory.ts': 'reads everything that either memory holds',
  'test/crash/crash-child.ts': 'is started in the environment that the switch tells',
  // A database each of their own, also where the other tests have files.
  'test/support/hosted/many-shops.ts': 'shops of a hoster: always in a database',
  'test/support/hosted/queue-bed.ts': 'the queue of a hoster: always in a database',
  'test/e2e/database.test.ts': 'the program on a database whose user needs a password',
  'test/flows/profile-moves.test.ts': 'from a folder to a hoster and back: one memory of each kind',
  'test/state/database-child.ts': 'a process on a database of postgres-state.test.ts',
  'test/state/postgres-state.test.ts': 'the contract on PostgreSQL',
  // The file itself.
  'test/browser/demo.test.ts': 'the demo keeps its memory in its folder, whatever database there is',
  'test/flows/audit-file.test.ts': 'itOnFile: how many bytes of the file an order costs',
  'test/flows/backups.test.ts': 'a name of a file that is asked for instead of a backup',
  'test/flows/old-memory.test.ts': 'itOnFile: a file of an older version',
  'test/flows/private-files.test.ts': 'itOnFile: modes and links of the files',
  'test/flows/restored-warehouse.test.ts': 'itOnFile: restores a backup of the file',
  'test/http/firm.test.ts': 'itOnFile: names that are asked for instead of a backup',
  'test/http/watching.test.ts': 'itOnFile: a file that cannot be written',
  'test/state/forgetting.test.ts': 'the file grows smaller (VACUUM), killed and on a full disk',
  'test/state/held-database.test.ts': 'the lock of the file',
  'test/state/key-child.ts': 'a process on the file of keys.test.ts',
  'test/state/keys.test.ts': 'the contract of keys on the file, killed at each statement of it',
  'test/state/kept-versions.test.ts': 'copies of the file before an upgrade',
  'test/state/moves-child.ts': 'a process on the file of profile-moves.test.ts',
  'test/state/old-folder.ts': 'a folder of an older version',
  'test/state/old-memory.test.ts': 'files of older versions',
  'test/state/profile-moves.test.ts': 'both engines by name: a profile moves between them',
  'test/state/profile-queries.test.ts': 'counts the queries of a connection to a file',
  'test/state/sqlite-state.test.ts': 'the contract on SQLite',
  'test/state/state-child.ts': 'a process on a file of the suites of SQLite',
  'src/compose/standard-folder.test.ts': 'looks for the file by its name',
  'src/model/backup.test.ts': 'a name of a file that is no backup',
};

function handPlaces(files: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  return files.filter(({ text }) => BY_HAND.test(text)).map(({ path }) => path);
}

function testFiles(): readonly { readonly path: string; readonly text: string }[] {
  return ['src', 'test', 'tools', 'web']
    .flatMap((room) =>
      readdirSync(`${ROOT}${room}`, { recursive: true, encoding: 'utf8' }).map((path) => `${room}/${path}`),
    )
    .filter((path) => (path.startsWith('test/') ? path.endsWith('.ts') : /\.test\.tsx?$/.test(path)))
    .filter((path) => !OTHER_SUITES.test(path) && path !== 'test/memory-places.test.ts')
    .map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
}

it('whoever opens a memory past the switch says why, and nobody says it who does not', () => {
  expect(handPlaces(testFiles()).toSorted()).toEqual(Object.keys(REASONS).toSorted());
});

it.each([
  'const state = await openSqliteState({ folder });',
  'const parts = await openParts(folder);',
  'const app = await openApp(folder);',
  "await runCli(words, composeProgram('0.0.0'), io);",
  "new DatabaseSync(join(folder, 'state.db'))",
])('noticed: %s', (text) => {
  expect(handPlaces([{ path: 'test/flows/new.test.ts', text }])).toEqual(['test/flows/new.test.ts']);
});

it('not noticed: a memory that is opened by the switch', () => {
  const text = 'const { state } = await openWorldParts(folder);';
  expect(handPlaces([{ path: 'test/flows/new.test.ts', text }])).toEqual([]);
});
