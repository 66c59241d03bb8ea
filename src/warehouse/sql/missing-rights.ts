import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { WarehouseWork } from '../warehouse.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';
import type { WarehouseSchema } from './schema.ts';

type Table = keyof WarehouseSchema;
type Action = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

interface Right {
  readonly action: Action;
  readonly table: Table;
  /** A column that is written with this right: rights may be given by column. */
  readonly column: string;
}

const READ: readonly Table[] = ['goods', 'goodsgroups', 'objects', 'operations', 'partners', 'store'];
const REFUSALS: readonly string[] = ['warehouse.readOnly', 'warehouse.accessRefused'];

function needed(work: WarehouseWork): readonly Right[] {
  const rights: Right[] = READ.map((table) => ({ action: 'SELECT', table, column: 'ID' }));
  const add = (isNeeded: boolean, action: Action, table: Table, column: string): void => {
    if (isNeeded) rights.push({ action, table, column });
  };
  add(work.importsOrders, 'INSERT', 'nextacct', 'NextAcct');
  add(work.importsOrders, 'INSERT', 'operations', 'Qtty');
  add(work.importsOrders, 'INSERT', 'partners', 'Company');
  add(work.writesUnp, 'INSERT', 'ecrreceipts', 'ReceiptID');
  add(work.addsGoods, 'INSERT', 'goods', 'Name');
  add(work.addsGoods || work.writesSales, 'INSERT', 'store', 'Qtty');
  add(work.writesSales, 'UPDATE', 'store', 'Qtty');
  add(work.writesSales, 'DELETE', 'store', 'Qtty');
  add(work.writesSales, 'INSERT', 'payments', 'Qtty');
  add(work.writesSales, 'INSERT', 'cashbook', 'Profit');
  return rights;
}

/** A statement that needs the right and concerns no row. */
function trial({ action, table, column }: Right): RawBuilder<unknown> {
  const [name, field] = [sql.table(table), sql.ref(column)];
  switch (action) {
    case 'SELECT':
      return sql`select ${field} from ${name} where 1 = 0`;
    case 'INSERT':
      return sql`insert into ${name} (${field}) select ${field} from ${name} where 1 = 0`;
    case 'UPDATE':
      return sql`update ${name} set ${field} = ${field} where 1 = 0`;
    case 'DELETE':
      return sql`delete from ${name} where 1 = 0`;
  }
}

/** True for the server's word that the user may not; anything else that goes wrong is not about rights. */
async function isRefused(
  database: WarehouseDatabase,
  engine: SqlEngine,
  statement: RawBuilder<unknown>,
): Promise<boolean> {
  try {
    await statement.execute(database);
    return false;
  } catch (error) {
    const known = engine.toSyncError(error);
    if (REFUSALS.includes(known.code)) return true;
    if (known.kind === 'connection') throw known;
    return false;
  }
}

/**
 * Rights that are missing for the work, as `INSERT operations`. Each is tried by a statement that concerns no
 * row, in a transaction that is taken back: nothing is left behind.
 */
export async function missingRights(
  database: WarehouseDatabase,
  engine: SqlEngine,
  work: WarehouseWork,
): Promise<readonly string[]> {
  const rights = needed(work);
  const nameOf = ({ action, table }: Right): string => `${action} ${table}`;
  try {
    return await engine.withTransaction(database, async (transaction) => {
      try {
        const missing: string[] = [];
        for (const right of rights)
          if (await isRefused(transaction.database, engine, trial(right))) missing.push(nameOf(right));
        return missing;
      } finally {
        await transaction.rollback();
      }
    });
  } catch (error) {
    // A file that nobody may write into begins no transaction that could.
    if (engine.toSyncError(error).code !== 'warehouse.readOnly') throw error;
    return rights.filter((right) => right.action !== 'SELECT').map(nameOf);
  }
}
