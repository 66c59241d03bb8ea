import { nowIso } from '../../lib/clock.ts';
import { isAbsolutePath, MOST_KEPT, NO_BACKUP_PLAN, superfluousBackups } from '../../model/backup.ts';
import type { BackupContent, BackupFile, BackupKind, BackupPlan } from '../../model/backup.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { ChangeNote } from '../../model/setting-change.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import { readSchedule } from '../../sync/next-start.ts';
import type { RestoredState } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';

const PLAN = 'backups';
const FAILURE = 'backupFailure';

/** Why the last backup could not be made. */
export interface BackupFailure {
  /** ISO 8601, UTC: when it first failed; it has failed since. */
  readonly since: string;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/** Everything about backups at a glance. */
export interface BackupStatus {
  readonly plan: BackupPlan;
  /** Where they lie. */
  readonly folder: string;
  /** The newest first, of this memory and of others that share the folder. */
  readonly files: readonly BackupFile[];
  /** Null: the last one was made, or none was tried. */
  readonly failure: BackupFailure | null;
  readonly installation: string;
}

/** Backups of the whole memory: made, looked through, restored, and by which plan they make themselves. */
export class BackupDesk {
  readonly #parts: AppParts;
  readonly #changes: ChangeDesk;

  constructor(parts: AppParts, changes: ChangeDesk) {
    this.#parts = parts;
    this.#changes = changes;
  }

  async plan(): Promise<BackupPlan> {
    const kept = await this.#parts.state.program.value(PLAN);
    return kept === null
      ? NO_BACKUP_PLAN
      : { ...NO_BACKUP_PLAN, ...(JSON.parse(kept) as Partial<BackupPlan>) };
  }

  /** Why there are no backups here (`backup.inDatabase`); null: there are. */
  get refusal(): SyncError | null {
    return this.#parts.state.backups.refusal;
  }

  /**
   * Rejects `settings.schedule.malformed`, `backup.folderMalformed`, `settings.badValue` (keep),
   * `backup.inDatabase`.
   */
  async setPlan(plan: BackupPlan): Promise<void> {
    if (this.refusal !== null) throw this.refusal;
    if (readSchedule(plan.every) === undefined)
      throw new SyncError('settings.schedule.malformed', { value: plan.every });
    if (plan.folder !== '' && !isAbsolutePath(plan.folder))
      throw new SyncError('backup.folderMalformed', { folder: plan.folder });
    if (!Number.isInteger(plan.keep) || plan.keep < 1 || plan.keep > MOST_KEPT)
      throw new SyncError('settings.badValue', { key: 'keep', value: plan.keep, expected: `1–${MOST_KEPT}` });
    const before = await this.plan();
    await this.#parts.state.program.setValue(PLAN, JSON.stringify(plan));
    const changed = (['every', 'folder', 'keep'] as const).filter((key) => before[key] !== plan[key]);
    const notes = changed.map((field): ChangeNote => ({
      kind: 'backup',
      field,
      before: String(before[field]),
      after: String(plan[field]),
    }));
    await this.#changes.note('', ...notes);
  }

  /** Rejects `backup.inDatabase`. */
  async status(): Promise<BackupStatus> {
    if (this.refusal !== null) throw this.refusal;
    const { state } = this.#parts;
    const plan = await this.plan();
    const failure = await state.program.value(FAILURE);
    const folder = plan.folder === '' ? state.backups.folder : plan.folder;
    return {
      plan,
      folder,
      // A folder that cannot be read holds nothing that could be shown; why, the next backup tells.
      files: await state.backups.list(folder).catch(() => []),
      failure: failure === null || failure === '' ? null : (JSON.parse(failure) as BackupFailure),
      installation: state.installation,
    };
  }

  /**
   * Makes one now and drops those that are too many, once the new one is whole. Rejects `backup.notWritten`.
   * A failure is kept until one is made again.
   */
  async make(kind: BackupKind = 'kept'): Promise<BackupFile> {
    const { state, clock } = this.#parts;
    const { plan, folder, installation } = await this.status();
    try {
      const madeAtMs = Math.floor(clock.now() / 1000) * 1000;
      const made = await state.backups.keep(folder, { installation, kind, madeAtMs });
      const files = await state.backups.list(folder);
      for (const { name } of superfluousBackups(files, { installation, keep: plan.keep }))
        if (name !== made.name) await state.backups.drop(folder, name);
      await state.program.setValue(FAILURE, '');
      return made;
    } catch (error) {
      // Where the memory's own disk is full, this cannot be kept either: what is thrown tells it.
      await this.#keepFailure(asSyncError(error)).catch(() => undefined);
      throw error;
    }
  }

  /** What it holds, after it was looked through as a whole. Rejects `file.notFound`, `backup.malformed`. */
  async inspect(name: string): Promise<BackupContent> {
    return this.#parts.state.backups.inspect(await this.#pathOf(name));
  }

  /**
   * Replaces the whole memory by a backup; what is there now is kept as one of its own before. Rejects as
   * `Backups.restore` and `make` do: nothing is replaced then.
   */
  async restore(name: string): Promise<RestoredState> {
    const { state, isAlive } = this.#parts;
    const path = await this.#pathOf(name);
    await state.backups.inspect(path);
    await this.make('before-restore');
    const restored = await state.backups.restore(path, { isAlive });
    await this.#changes.note('', { kind: 'backup', field: 'restored', before: null, after: name });
    return restored;
  }

  /** The file itself, piece by piece. Rejects `file.notFound` before the first. */
  async read(name: string): Promise<AsyncIterable<Uint8Array>> {
    await this.#pathOf(name);
    return this.#parts.state.backups.read((await this.status()).folder, name);
  }

  /** Rejects `file.notFound` for what is not listed. */
  async #pathOf(name: string): Promise<string> {
    const { state } = this.#parts;
    return state.backups.pathOf((await this.status()).folder, name);
  }

  async #keepFailure({ code, facts }: SyncError): Promise<void> {
    const { state, clock } = this.#parts;
    const { failure } = await this.status();
    const kept: BackupFailure = { since: failure?.since ?? nowIso(clock), code, facts };
    await state.program.setValue(FAILURE, JSON.stringify(kept));
  }
}
