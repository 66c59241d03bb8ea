/** Why a backup was made: by the plan or a person, or because a restore was about to replace everything. */
export const BACKUP_KINDS = ['kept', 'before-restore'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** A backup in a folder. */
export interface BackupFile {
  readonly name: string;
  /** The memory that it is of: eight hexadecimal digits. */
  readonly installation: string;
  readonly kind: BackupKind;
  /** Milliseconds since 1970 UTC, to the second. */
  readonly madeAtMs: number;
  readonly bytes: number;
}

/** What a backup holds, for whoever is about to restore it. */
export interface BackupContent {
  /** Names of the profiles that are not removed. */
  readonly profiles: readonly string[];
  readonly orders: number;
  readonly links: number;
  readonly accounts: readonly string[];
  /** When its last run began (ISO 8601, UTC); null = none did. */
  readonly lastRunAt: string | null;
}

const NAME = /^skladbridge-([0-9a-f]{8})-(\d{8})T(\d{6})Z(-before-restore)?\.backup$/;

/** The name of a backup: whose it is, when it was made, and why. */
export function backupName({ installation, kind, madeAtMs }: Omit<BackupFile, 'name' | 'bytes'>): string {
  const stamp = new Date(madeAtMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `skladbridge-${installation}-${stamp}Z${kind === 'kept' ? '' : `-${kind}`}.backup`;
}

/** What the name of a backup tells; null = it is none of ours. */
export function readBackupName(name: string): Omit<BackupFile, 'bytes'> | null {
  const [, installation = '', day = '', clock = '', beforeRestore] = NAME.exec(name) ?? [];
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}Z`;
  const madeAtMs = Date.parse(iso);
  if (installation === '' || Number.isNaN(madeAtMs)) return null;
  return { name, installation, kind: beforeRestore === undefined ? 'kept' : 'before-restore', madeAtMs };
}

/** When backups are made by themselves, where, and how many are kept. */
export interface BackupPlan {
  /** A schedule as a profile has it; '' = never by itself. */
  readonly every: string;
  /** An absolute path; '' = the standard folder beside the memory. */
  readonly folder: string;
  readonly keep: number;
}

export const NO_BACKUP_PLAN: BackupPlan = { every: '', folder: '', keep: 14 };
export const MOST_KEPT = 1000;

/** True for a path that means the same wherever the program was started. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path) && path.length <= 1000 && !/\p{Cc}/u.test(path);
}

/** Those that are too many: of this memory, the oldest beyond the number that is kept, of each kind. */
export function superfluousBackups(
  files: readonly BackupFile[],
  { installation, keep }: { readonly installation: string; readonly keep: number },
): readonly BackupFile[] {
  const own = files.filter((file) => file.installation === installation);
  return BACKUP_KINDS.flatMap((kind) =>
    own
      .filter((file) => file.kind === kind)
      .toSorted((left, right) => right.madeAtMs - left.madeAtMs)
      .slice(Math.max(keep, 1)),
  );
}
