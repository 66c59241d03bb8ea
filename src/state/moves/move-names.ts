import { randomBytes } from 'node:crypto';

const MOVE_BYTES = 16;

/** The moves of a profile by their names, the last one last. */
export type MoveNames = readonly string[];

/** As they stand in the profile's row. */
export function readMoves(text: string): MoveNames {
  return text === '' ? [] : text.split(' ');
}

/** The row's text after one more move. */
export function withNextMove(text: string): string {
  return [...readMoves(text), randomBytes(MOVE_BYTES).toString('hex')].join(' ');
}

/**
 * What stands in the way of a profile that comes in a file; `replaces`: its own memory, which it has left
 * before.
 */
export type Welcome = 'stranger' | 'replaces' | 'hereAlready' | 'outdated';

/**
 * How a profile of this memory stands to one that comes in a file. Only what was handed over whole, and came
 * on from there, may take the place of what was left behind: so nothing that only this memory knows is ever
 * lost.
 */
export function welcomeOf(
  known: {
    readonly isSame: boolean;
    readonly moves: MoveNames;
    readonly isRemoved: boolean;
    readonly hasMoved: boolean;
  },
  coming: MoveNames,
): Welcome {
  if (!known.isSame) return 'stranger';
  if (!known.isRemoved) return 'hereAlready';
  const left = known.moves.at(-1) ?? '';
  const cameOn = known.hasMoved && coming.includes(left) && coming.at(-1) !== left;
  return cameOn ? 'replaces' : 'outdated';
}
