import type { Backups, ProfileMemory, ProfileMoves, State } from '../state.ts';
import { SqlAccounts } from './firm/accounts.ts';
import { SqlAgentSights } from './firm/agent-sights.ts';
import { SqlAttention } from './attention.ts';
import { SqlChangeLog } from './firm/change-log.ts';
import { SqlEntries } from './firm/entries.ts';
import { SqlFigures } from './figures.ts';
import { SqlHousekeeping } from './firm/housekeeping.ts';
import { SqlLeases } from './leases.ts';
import { SqlOrderLedger } from './order-ledger.ts';
import { SqlOrderLists } from './lists/order-lists.ts';
import { SqlOrderSeries } from './order-series.ts';
import { SqlLinks } from './product-links.ts';
import { SqlPairs } from './pair/pairs.ts';
import { SqlProgramMemory } from './firm/program-memory.ts';
import { SqlPlans } from './plans/plan-memory.ts';
import { SqlProfiles } from './profiles.ts';
import { SqlRunLog } from './run-log.ts';
import { SqlRunMarks } from './pair/run-marks.ts';
import { SqlReportLine } from './reporting/report-line.ts';
import { SqlReportedShops } from './reporting/reported-shops.ts';
import { beginTenants, SqlTenants } from './firm/tenants.ts';
import { WrappedKeys } from './secrets/wrapped-keys.ts';
import { SqlKeyRing } from './secrets/key-ring.ts';
import type { MasterKey } from './secrets/master-key.ts';
import { nameProfiles } from './secrets/sealed-places.ts';
import { SecretBox } from './secrets/secret-box.ts';
import type { StateEngine } from './state-engine.ts';
import { StateStore } from './state-store.ts';
import { SqlWords } from './word-memory.ts';

/** The parts of a memory that a move of a profile needs. */
export interface MovingMemory {
  readonly store: StateStore;
  readonly box: SecretBox;
  readonly profiles: Pick<ProfileMemory, 'secret'>;
  readonly installation: string;
}

/** The memory over an engine whose tables stand. */
export async function makeSqlState(
  engine: StateEngine,
  parts: {
    readonly master: MasterKey;
    /** What moves profiles in and out: it knows more than one engine. */
    readonly makeMoves: (memory: MovingMemory) => ProfileMoves;
    readonly backups: Backups;
    /** Eight random hexadecimal digits, for a memory that is opened for the first time. */
    readonly drawInstallation: () => Promise<string>;
    readonly close: () => Promise<void>;
  },
): Promise<State> {
  const program = new StateStore(engine);
  const installation = await installationOf(program, parts.drawInstallation);
  await nameProfiles(program);
  await beginTenants(program);
  const box = new SecretBox(new WrappedKeys(program, parts.master));
  const over = (store: StateStore): State => ({
    profiles: new SqlProfiles(store, box),
    moves: parts.makeMoves({ store, box, installation, profiles: new SqlProfiles(store, box) }),
    pairs: new SqlPairs(store),
    leases: new SqlLeases(store),
    links: new SqlLinks(store),
    ledger: new SqlOrderLedger(store),
    lists: new SqlOrderLists(store),
    series: new SqlOrderSeries(store),
    attention: new SqlAttention(store),
    runs: new SqlRunLog(store),
    figures: new SqlFigures(store),
    runMarks: new SqlRunMarks(store),
    words: new SqlWords(store),
    plans: new SqlPlans(store),
    accounts: new SqlAccounts(store, box),
    entries: new SqlEntries(store),
    agents: new SqlAgentSights(store),
    changes: new SqlChangeLog(store),
    program: new SqlProgramMemory(store),
    keys: new SqlKeyRing(program, parts.master),
    reportedShops: new SqlReportedShops(store),
    reportLine: new SqlReportLine(store, box),
    installation,
    backups: parts.backups,
    housekeeping: new SqlHousekeeping(store),
    tenants: new SqlTenants(store),
    under: (fence) => over(store.under(fence)),
    of: (tenant) => over(store.of(tenant)),
    close: parts.close,
  });
  return over(program);
}

/** Drawn by whoever opens the memory first; looked for before, so that a memory may also only be read. */
async function installationOf(store: StateStore, draw: () => Promise<string>): Promise<string> {
  const drawn = await store.read((database) =>
    database.selectFrom('installation').select('id').executeTakeFirst(),
  );
  if (drawn !== undefined) return drawn.id;
  // Before the transaction: it holds a connection, and drawing may need one of its own.
  const id = await draw();
  return store.write(null, async (transaction) => {
    await store.engine.lockProgram(transaction);
    const known = await transaction.selectFrom('installation').select('id').executeTakeFirst();
    if (known !== undefined) return known.id;
    await transaction.insertInto('installation').values({ id }).execute();
    return id;
  });
}
