import { nowIso } from '../../lib/clock.ts';
import { isProfileName } from '../../model/profile.ts';
import type { Profile } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ProfileFile } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';

/** A passphrase of a file that lies about somewhere is guessed without anybody noticing: not a short one. */
const LEAST_LETTERS = 12;

/** Profiles that move between memories, such as a data folder and a hoster's database, by a file. */
export interface MovedProfiles {
  /**
   * Closes a profile here and writes it into a new file; one that is closed by an earlier attempt is written
   * again. From then on it runs where the file is taken in. Rejects `profile.notFound`, `profile.inUse`,
   * `backup.fileExists`, `move.passphraseShort`, `move.notWritten`, `secrets.*`.
   */
  export(name: string, to: ProfileFile): Promise<void>;
  /**
   * Takes the profile of a file in, under another name where one is given. Its next run goes on where it was.
   * Rejects as `ProfileMoves.read` does, and `profile.nameMalformed`.
   */
  import(from: ProfileFile, name: string | null): Promise<Profile>;
}

/** The moves of this memory's profiles. */
export function movedProfiles({ state, isAlive, clock }: AppParts): MovedProfiles {
  /** A living one, or the one of this name that has left and not come back. */
  const find = async (name: string): Promise<Pick<Profile, 'id'>> => {
    const living = await state.profiles.find(name);
    if (living !== null) return living;
    const removed = await state.profiles.removed();
    const left = removed.find((each) => each.movedAt !== null && each.name === name);
    if (left === undefined) throw new SyncError('profile.notFound', { name });
    return left;
  };
  return {
    export: async (name, to) => {
      if (to.passphrase.length < LEAST_LETTERS)
        throw new SyncError('move.passphraseShort', { least: LEAST_LETTERS });
      await state.moves.write((await find(name)).id, to, { isAlive, iso: nowIso(clock) });
    },
    import: async (from, name) => {
      if (name !== null && !isProfileName(name)) throw new SyncError('profile.nameMalformed', { name });
      return state.moves.read(from, name);
    },
  };
}
