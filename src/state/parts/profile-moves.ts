import type { IsAlive } from '../../model/lease.ts';
import type { Profile, ProfileId } from '../../model/profile.ts';

/** A file that holds one profile, and what seals the secrets in it. */
export interface ProfileFile {
  readonly file: string;
  /** What a person has typed, or a key; the same opens the file. */
  readonly passphrase: string;
}

/**
 * A profile on its way from one memory to another, whatever engine each of them has: settings, secrets,
 * links, ledger, archive, runs and what waits for a person, with its former pairs. Nothing of it runs at two
 * places: it is closed where it was before the file gets its name, and it is open where it comes to once all
 * of it is there.
 */
export interface ProfileMoves {
  /**
   * Closes a profile here, like a removed one, and writes it into a new file, readable by its owner only. One
   * that is closed by an earlier move is written again, as the same move: so whatever ends this in the
   * middle, it is repeated. Rejects `profile.inUse`, `profile.notFound`, `backup.fileExists`,
   * `move.notWritten`, `secrets.*`.
   */
  write(
    id: ProfileId,
    to: ProfileFile,
    now: { readonly isAlive: IsAlive; readonly iso: string },
  ): Promise<void>;
  /**
   * Takes a profile over from a file, completely or not at all; under its own name where none is given. The
   * one that has left its memory here by an earlier move, and comes back, takes its place again. Rejects
   * `file.notFound`, `move.malformed`, `move.passphraseWrong`, `state.newer`, `profile.nameTaken`,
   * `move.hereAlready`, `move.outdated`, `move.unpTaken`. Not repeatable: a second time it is here already.
   */
  read(from: ProfileFile, name: string | null): Promise<Profile>;
}
