import { readFileSync } from 'node:fs';

/** Migrations in their order; a released one is never changed, only followed by another. */
const MIGRATIONS = [
  '0001-start.sql',
  '0002-accounts.sql',
  '0003-lists.sql',
  '0004-erasure.sql',
  '0005-installation.sql',
  '0006-sent-at.sql',
  '0007-triggers.sql',
  '0008-fences.sql',
  '0009-series.sql',
  '0010-pairs.sql',
  '0011-awaited-movements.sql',
  '0012-words.sql',
  '0013-written.sql',
  '0014-asked.sql',
  '0015-looks.sql',
  '0016-rereading.sql',
  '0017-past-looks.sql',
  '0018-reckonings.sql',
  '0019-run-marks.sql',
  '0020-first-feed.sql',
  '0021-firm.sql',
  '0022-figures.sql',
  '0023-order-sights.sql',
  '0024-sequences.sql',
  '0025-waiting.sql',
  '0026-started-by.sql',
  '0027-retention.sql',
  '0028-plans.sql',
  '0029-data-keys.sql',
  '0030-entries.sql',
  '0031-moves.sql',
  '0032-reporting.sql',
  '0033-event-months.sql',
  '0034-looked-up.sql',
  '0035-orders-between.sql',
  '0036-tenants.sql',
  '0037-agents.sql',
  '0038-reporting-of-firms.sql',
  '0039-landing.sql',
] as const;

/** The version of a memory that this program works with. */
export const STATE_VERSION = MIGRATIONS.length;

/**
 * The oldest program, by the version that it makes, which may go on working with a memory of `STATE_VERSION`
 * in a database: each migration after it only adds what that program need not know of (expand). A release
 * that takes something away (contract) raises it, and comes after every process is of a program that does
 * without.
 */
export const OLDEST_PROGRAM = 38;

/** The files of migrations after a version. */
export function migrationNames(version: number): readonly string[] {
  return MIGRATIONS.slice(version);
}

/** Statements that bring a memory of this version to `STATE_VERSION`, in SQLite's words for types. */
export function migrationsAfter(version: number): readonly string[] {
  return MIGRATIONS.slice(version).map((file) =>
    readFileSync(new URL(`migrations/${file}`, import.meta.url), 'utf8'),
  );
}
