import { existsSync, rmSync } from 'node:fs';

/** Until a live Warehouse Pro has shown that its commit table moves with every write (J2). */
const LONGEST_MS = 3_600_000;

/** A snapshot that stands on disk, and what its file looked like before it was taken. */
export interface KeptSnapshot {
  readonly file: string;
  /** `filePrint` of the database, from before it was read. */
  readonly print: string;
  readonly takenAt: number;
  /** When the database last changed, by its own time. */
  readonly changedAt: number;
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Somebody of ours still has it open: it goes when the process ends.
  }
}

/**
 * Snapshots that serve again as long as their database has not changed, an hour at the most. They are of one
 * process and go with it.
 */
export class KeptSnapshots {
  readonly #kept = new Map<string, KeptSnapshot>();

  constructor() {
    process.once('exit', () => {
      for (const { file } of this.#kept.values()) remove(file);
    });
  }

  /** The snapshot of a database that looks like this, by its name and folder; null = none, or too old. */
  find(name: string, what: { readonly print: string; readonly now: number }): KeptSnapshot | null {
    const known = this.#kept.get(name);
    if (known === undefined || known.print !== what.print || !existsSync(known.file)) return null;
    return what.now - known.takenAt < LONGEST_MS ? known : null;
  }

  /** Keeps a snapshot in the place of the one before. */
  keep(path: string, snapshot: KeptSnapshot): void {
    const before = this.#kept.get(path);
    this.#kept.set(path, snapshot);
    if (before !== undefined) remove(before.file);
    setTimeout(() => this.#drop(path, snapshot), LONGEST_MS).unref();
  }

  #drop(path: string, snapshot: KeptSnapshot): void {
    if (this.#kept.get(path) !== snapshot) return;
    this.#kept.delete(path);
    remove(snapshot.file);
  }
}
