import type { ProfileId } from './profile.ts';

/** The machine that a process runs on. */
export interface Machine {
  /** Its name, for people. */
  readonly host: string;
  /** Drawn anew by the system each time that it starts; null where it draws none. */
  readonly boot: string | null;
  /** Within which numbers of processes mean the same, as in one container; '' where the system does not tell. */
  readonly processes: string;
}

/** Whose marks: those that a profile of an installation leaves for one shop. */
export interface MarkOwner {
  /** SHA-256 of the shop's identity, hexadecimal. */
  readonly identityHash: string;
  /** Eight hexadecimal digits, drawn once per memory: first those of its place, then chance. */
  readonly installation: string;
  readonly profile: ProfileId;
}

/** That a run was here (Q8): a row of the warehouse's only table of keys. */
export interface RunMark {
  readonly key: string;
  readonly installation: string;
  /** Days since 1970. */
  readonly day: number;
  /** Null, and number 0: by a version of the program that did not count its runs. */
  readonly profile: number | null;
  /** Grows with each mark of this owner. */
  readonly number: number;
  /** Digits of a machine since its last start. */
  readonly machine: string;
  /** As much of its name as there was room for. */
  readonly host: string;
}

/** What a memory knows of the marks that its runs have left. */
export interface KeptMarks {
  /** Whose they are; null: the memory's own installation. */
  readonly installation: string | null;
  /** Under which number of a profile; null: its own. One that was moved keeps the one that it had. */
  readonly profile: ProfileId | null;
  /** The last one that is known to stand, or to have stood; null before the first. */
  readonly standing: string | null;
  /** Kept before it is left: after a crash it may stand or not. */
  readonly pending: string | null;
}

export const NO_MARKS: KeptMarks = { installation: null, profile: null, standing: null, pending: null };

/**
 * So many of an installation's digits say where its memory lies: two that share them cannot both be at work.
 */
export const PLACE_DIGITS = 4;

const LONGEST_KEY = 50;
const MACHINE_DIGITS = 2;
const CHANCE_DIGITS = 3;
const DAY_MS = 86_400_000;

/** Begins like no prefix of Warehouse Pro, as the claims do (I4). */
export function installationPrefix(identityHash: string): string {
  return `ZINS-${identityHash.slice(0, 8)}-`;
}

/** Digits and small letters of a hexadecimal hash: keys must not differ by case alone. */
function digits(sha256Hex: string, length: number): string {
  return Number.parseInt(sha256Hex.slice(0, 12), 16).toString(36).slice(-length).padStart(length, '0');
}

/** Days since 1970. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MS);
}

/**
 * `ZINS-<shop>-<installation>-<day>-<profile>-<number>-<machine><chance>-<host>`; no two runs make the same,
 * whatever they remember.
 */
export function markKey(
  owner: MarkOwner,
  run: {
    readonly day: number;
    readonly number: number;
    readonly host: string;
    /** SHA-256 of the machine and its start, and of what is this run's alone. */
    readonly machineHash: string;
    readonly chanceHash: string;
  },
): string {
  const machine = digits(run.machineHash, MACHINE_DIGITS);
  const parts = [
    run.day.toString(36),
    owner.profile.toString(36),
    run.number.toString(36),
    `${machine}${digits(run.chanceHash, CHANCE_DIGITS)}`,
    (run.host.toLowerCase().split('.', 1)[0] ?? '').replaceAll(/[^a-z0-9-]/g, ''),
  ];
  const key = `${installationPrefix(owner.identityHash)}${owner.installation}-${parts.join('-')}`;
  return key.slice(0, LONGEST_KEY);
}

/** What a key of `installationPrefix` says; null = it is none of ours. */
export function readMark(key: string): RunMark | null {
  const [, installation = '', rest = ''] = /^ZINS-[0-9a-f]{8}-([0-9a-f]{8})-(.+)$/.exec(key) ?? [];
  const old = /^(\d{4})(\d{2})(\d{2})$/.exec(rest);
  if (old !== null) {
    const day = dayOf(Date.UTC(Number(old[1]), Number(old[2]) - 1, Number(old[3])));
    return { key, installation, day, profile: null, number: 0, machine: '', host: '' };
  }
  const match = /^([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]{2})[0-9a-z]{3}-(.*)$/.exec(rest);
  if (match === null) return null;
  const [, day = '', profile = '', number = '', machine = '', host = ''] = match;
  const [days, id, count] = [day, profile, number].map((text) => Number.parseInt(text, 36));
  return { key, installation, day: days ?? 0, profile: id ?? 0, number: count ?? 0, machine, host };
}

/** Digits by which a mark's machine and its start are known again. */
export function machineDigits(machineHash: string): string {
  return digits(machineHash, MACHINE_DIGITS);
}

/** A mark to be left. `former`: those whose place it takes, the newest first; none: it stands beside others. */
export interface NewMark {
  readonly key: string;
  readonly former: readonly string[];
}

/**
 * What came of a mark. `overtaken`: the newest former one is not there any more; `notReplaced`: the user may
 * neither change nor delete keys, and nothing was left.
 */
export type MarkLeft = 'left' | 'overtaken' | 'notReplaced';
