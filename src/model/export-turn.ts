import type { ProfileId } from './profile.ts';

/** Who sends goods to a shop now: a row of the warehouse's table of keys (Q8). */
export interface TurnHolder {
  readonly installation: string;
  readonly profile: number;
  /** Minutes since 1970 by the database's clock, when it was last heard of. */
  readonly minutes: number;
  /** Digits of a machine's name, and of its last start; '' where it tells none. */
  readonly host: string;
  readonly boot: string;
  /** 0: a worker that does a job, whom no machine knows by a number. `LEFT`: he has ended. */
  readonly pid: number;
}

/** The turn of a shop: one row, which is changed from one key to the next. */
export interface ExportTurn {
  readonly key: string;
  /** Grows each time that somebody takes the turn. */
  readonly number: number;
  /** Null: nobody sends goods. */
  readonly holder: TurnHolder | null;
}

/** The process that asks for the turn. */
export interface TurnAsker {
  readonly installation: string;
  readonly profile: ProfileId;
  readonly host: string;
  readonly boot: string;
  readonly pid: number;
}

/** Numbers of turns and processes have so many places in a key. */
const PLACES = { number: 4, profile: 3, minutes: 5, pid: 5 } as const;
/**
 * In the place of a process: whoever had the turn has ended, but what he sent may still come into the shop.
 * No process has so high a number, so a former program takes him for one that is gone, too.
 */
export const LEFT = 36 ** PLACES.pid - 1;
const DIGITS = 3;

/** The row that is there for ever, so that the turn itself is made once only. */
export function turnSeat(identityHash: string): string {
  return `ZEXP-${identityHash.slice(0, 8)}`;
}

/** `ZEXP-<shop>-<number>`: nobody's turn. */
export function freeTurn(identityHash: string, number: number): string {
  return `${turnSeat(identityHash)}-${base36(number, PLACES.number)}`;
}

/**
 * At most 50 places:
 * `ZEXP-<shop>-<number>-<installation>-<profile>-<minutes>-<host><boot>-<pid>`.
 */
export function heldTurn(
  identityHash: string,
  turn: { readonly number: number; readonly minutes: number; readonly asker: TurnAsker },
): string {
  const { installation, profile, host, boot, pid } = turn.asker;
  return [
    freeTurn(identityHash, turn.number),
    installation,
    base36(profile, PLACES.profile),
    base36(turn.minutes, PLACES.minutes),
    `${host}${boot}`,
    base36(pid, PLACES.pid),
  ].join('-');
}

/** What a turn's key says; null = it is none. */
export function readTurn(key: string): ExportTurn | null {
  const match =
    /^ZEXP-[0-9a-f]{8}-([0-9a-z]+)(?:-([0-9a-f]{8})-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]*)-([0-9a-z]+))?$/.exec(
      key,
    );
  if (match === null) return null;
  const [, number = '', installation, profile = '', minutes = '', machine = '', pid = ''] = match;
  const turn = { key, number: Number.parseInt(number, 36) };
  if (installation === undefined) return { ...turn, holder: null };
  return {
    ...turn,
    holder: {
      installation,
      profile: Number.parseInt(profile, 36),
      minutes: Number.parseInt(minutes, 36),
      host: machine.slice(0, DIGITS),
      boot: machine.slice(DIGITS),
      pid: Number.parseInt(pid, 36),
    },
  };
}

/** Digits of a machine's name, or of its start. */
export function turnDigits(sha256Hex: string): string {
  return Number.parseInt(sha256Hex.slice(0, 12), 16).toString(36).slice(-DIGITS).padStart(DIGITS, '0');
}

/** Numbers as they stand in keys: what has no room begins anew. */
export function turnNumber(number: number): number {
  return number % 36 ** PLACES.number;
}

function base36(value: number, places: number): string {
  return (value % 36 ** places).toString(36);
}

/** The key by which one at a time sends goods to a shop, and the server's minutes since 1970. */
export interface ExportKey {
  readonly key: string;
  readonly minutes: number;
}

/** A key that takes another one's place; `from` null: the first of a shop. */
export interface NewExportKey {
  /** SHA-256 of the shop's identity, hexadecimal. */
  readonly identityHash: string;
  readonly from: string | null;
  readonly to: string;
}

/** `gone`: the key is not there any more; `refused`: the user may neither change nor delete keys. */
export type KeyReplaced = 'replaced' | 'gone' | 'refused';
