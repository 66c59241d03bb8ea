import { createConnection } from 'mysql2/promise';

// Another program at the same warehouse, in a process of its own: `orders` writes customer orders the way Warehouse
// Pro does (facts of the database, section 6), `unp` takes УНП numbers from a range of its own. It writes until it is
// told to stop by the end of its input, and prints what it wrote.

const [socketPath = '', database = '', mode = ''] = process.argv.slice(2);
const OWN_RANGE = 2_000_000;
const DEVICE = 'DT900001';
const PAUSE_MS = 5;

const connection = await createConnection({ socketPath, database, user: 'root' });
let isStopped = false;
process.stdin.resume();
process.stdin.on('end', () => {
  isStopped = true;
});

async function numberOf(query: string): Promise<number> {
  const [rows] = await connection.query(query);
  return (rows as unknown as readonly { readonly n: number | null }[])[0]?.n ?? 0;
}

async function writeOrder(): Promise<number> {
  const last = await numberOf('select max(Acct) as n from operations where OperType = 19');
  for (let number = last + 1; number < last + 100; number += 1) {
    const [key] = await connection.query('insert ignore into nextacct (NextAcct) values (?)', [
      `OR${number}`,
    ]);
    if ((key as { readonly affectedRows: number }).affectedRows === 0) continue;
    const line = [19, number, 10, 1, 1, 1, 'Чужда поръчка', '2026-11-24 00:00:00'];
    await connection.query(
      'insert into operations (OperType, Acct, GoodID, PartnerID, ObjectID, Qtty, Note, Date) values ?',
      [[line, line]],
    );
    return number;
  }
  throw new Error('no number');
}

async function writeUnp(): Promise<number> {
  const last = await numberOf(
    `select max(ReceiptID) as n from ecrreceipts where ECRID = '${DEVICE}' and ReceiptID > ${OWN_RANGE}`,
  );
  const sequence = Math.max(last, OWN_RANGE) + 1;
  await connection.query('insert into ecrreceipts set ?', {
    OperType: 2,
    Acct: sequence,
    ReceiptID: sequence,
    ReceiptType: 8,
    ECRID: DEVICE,
    Description: `${DEVICE}-0009-${sequence}`,
  });
  return sequence;
}

const written: number[] = [];
while (!isStopped) {
  try {
    await connection.beginTransaction();
    const number = mode === 'unp' ? await writeUnp() : await writeOrder();
    await connection.commit();
    written.push(number);
  } catch (error) {
    await connection.rollback();
    // A deadlock or a lock wait: a program of this kind tries again.
    const { errno } = error as { readonly errno?: number };
    if (errno !== 1213 && errno !== 1205) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
await connection.end();
process.stdout.write(JSON.stringify(written));
