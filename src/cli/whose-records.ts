import type { App, ProfileRecords } from '../app/app.ts';
import { wholeNumber } from './read-number.ts';

const LARGEST = 2_147_483_647;

/** `--removed`: the profile of this name that was removed last; `--removed 3`: the one with this number. */
export interface RemovedOption {
  readonly removed?: string | true;
}

/** What `profile restore`, `--removed` and `--removed NUMBER` mean. */
export function removedKey(name: string, number: string | true | undefined): string | number {
  if (number === undefined || number === true) return name;
  return wholeNumber('--removed', number, { missing: 0, most: LARGEST });
}

/** Reads the records of a living profile, or of a removed one where that was asked for. */
export function readRecords<T>(
  app: App,
  whose: RemovedOption & { readonly name: string },
  read: <Key>(records: ProfileRecords<Key>, key: Key) => T,
): T {
  if (whose.removed === undefined) return read(app, whose.name);
  return read<string | number>(app.removed, removedKey(whose.name, whose.removed));
}

/** The archive of a living profile, or of a removed one. */
export function readArchiveOf(
  app: App,
  whose: RemovedOption & { readonly name: string },
): ReturnType<App['removed']['archive']> {
  if (whose.removed === undefined) return app.upkeep.archive(whose.name);
  return app.removed.archive(removedKey(whose.name, whose.removed));
}
