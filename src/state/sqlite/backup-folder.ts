import { createReadStream, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnFolder } from '../../lib/own-folder.ts';
import { sweepHalves } from '../../lib/whole-file.ts';
import { backupName, readBackupName } from '../../model/backup.ts';
import type { BackupFile } from '../../model/backup.ts';
import { SyncError } from '../../model/sync-error.ts';

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function notWritten(error: unknown, file: string): SyncError {
  return new SyncError('backup.notWritten', { file, problem: codeOf(error) }, { cause: error });
}

/** A folder of backups: only files that are named as backups are, whatever else lies there. */
export class BackupFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** `write` makes the file whole or not at all; one of the same second is there already. */
  async keep(
    about: Omit<BackupFile, 'name' | 'bytes'>,
    write: (file: string) => Promise<void>,
  ): Promise<BackupFile> {
    const name = backupName(about);
    const file = join(this.#path, name);
    try {
      makeOwnFolder(this.#path);
    } catch (error) {
      throw notWritten(error, file);
    }
    sweepHalves(this.#path);
    await write(file).catch((error: unknown) => {
      if (!(error instanceof SyncError && error.code === 'backup.fileExists')) throw error;
    });
    return { ...about, name, bytes: statSync(file).size };
  }

  async list(): Promise<readonly BackupFile[]> {
    const names = await readdir(this.#path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw notWritten(error, this.#path);
    });
    const found = names.flatMap((name) => {
      const about = readBackupName(name);
      const state = about === null ? undefined : statSync(join(this.#path, name), { throwIfNoEntry: false });
      return about === null || state?.isFile() !== true ? [] : [{ ...about, bytes: state.size }];
    });
    return found.toSorted(
      (left, right) => right.madeAtMs - left.madeAtMs || (left.name < right.name ? 1 : -1),
    );
  }

  async drop(name: string): Promise<void> {
    if (readBackupName(name) === null) return;
    const file = join(this.#path, name);
    await rm(file, { force: true }).catch((error: unknown) => {
      throw notWritten(error, file);
    });
  }

  /** A name that is no backup's leads nowhere: not out of the folder, and to no other file in it. */
  async pathOf(name: string): Promise<string> {
    const isListed = (await this.list()).some((file) => file.name === name);
    if (!isListed) throw new SyncError('file.notFound', { file: name });
    return join(this.#path, name);
  }

  async *read(name: string): AsyncGenerator<Uint8Array> {
    yield* createReadStream(await this.pathOf(name)) as AsyncIterable<Uint8Array>;
  }
}
