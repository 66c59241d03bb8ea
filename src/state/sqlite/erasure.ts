import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { Erasure } from '../state.ts';
import type { Database } from './database.ts';

const ERASED = '[заличено]';

/** Erases a customer's contact data from archive, reports and attention list, all or nothing (I16). */
export function eraseCustomer(database: Database, id: ProfileId, erasure: Erasure): void {
  database.transaction(() => {
    for (const number of erasure.numbers) eraseVersions(database, id, { number, erasure });
    eraseTexts(database, erasure, {
      select: `SELECT e.id, e.event AS text FROM run_events e JOIN runs r ON r.id = e.run_id
        WHERE r.profile_id = ? AND e.id > ? ORDER BY e.id LIMIT 1000`,
      update: 'UPDATE run_events SET event = ? WHERE id = ?',
      id,
    });
    eraseTexts(database, erasure, {
      select:
        'SELECT id, facts AS text FROM attention WHERE profile_id = ? AND id > ? ORDER BY id LIMIT 1000',
      update: 'UPDATE attention SET facts = ? WHERE id = ?',
      id,
    });
  });
}

function eraseVersions(
  database: Database,
  id: ProfileId,
  what: { readonly number: OrderNumber; readonly erasure: Erasure },
): void {
  const { number, erasure } = what;
  const rows = database.all(
    'SELECT version, raw FROM archive WHERE profile_id = ? AND order_number = ? AND erased_at IS NULL',
    id,
    number,
  );
  for (const row of rows) {
    database.run(
      'UPDATE archive SET raw = ?, erased_at = ? WHERE profile_id = ? AND order_number = ? AND version = ?',
      erasure.eraseRaw(String(row['raw'])),
      erasure.nowIso,
      id,
      number,
      Number(row['version']),
    );
  }
}

function eraseTexts(
  database: Database,
  erasure: Erasure,
  where: { readonly select: string; readonly update: string; readonly id: ProfileId },
): void {
  // As they stand inside of JSON.
  const texts = erasure.texts.map((text) => JSON.stringify(text).slice(1, -1));
  let after = 0;
  for (;;) {
    const rows = database.all(where.select, where.id, after);
    for (const row of rows) {
      const before = String(row['text']);
      const now = texts.reduce((text, each) => text.replaceAll(each, ERASED), before);
      if (now !== before) database.run(where.update, now, Number(row['id']));
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = Number(last['id']);
  }
}
