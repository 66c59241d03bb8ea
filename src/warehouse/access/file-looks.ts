import { open } from 'node:fs/promises';
import { COMMIT_TABLE_AT, COMMIT_TABLE_SIZE, commitState } from './jet/commit-table.ts';
import { PAGE_SIZE } from './jet/jet-file.ts';

const PIECE = 1_048_576;

/** One reading of a whole file, beginning to end. */
export interface Look {
  /** The file as it was read. The next look may overwrite it. */
  readonly bytes: Buffer;
  /** Equal byte for byte to the look before. */
  readonly isUnchanged: boolean;
  /** The commit table before and after the reading, and as it was read with the rest. */
  readonly commits: readonly Buffer[];
  /** Of one size before and after, made of whole pages. */
  readonly isWholePages: boolean;
}

/** What is needed of an open file. */
export interface ReadableFile {
  stat(): Promise<{ readonly size: number }>;
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/**
 * Looks at a file again and again. It is open only while it is read: an open one could be neither compacted
 * nor opened exclusively. One buffer holds it, and each look compares as it reads.
 */
export class FileLooks {
  readonly #open: () => Promise<ReadableFile>;
  #bytes = Buffer.alloc(0);

  constructor(openFile: () => Promise<ReadableFile>) {
    this.#open = openFile;
  }

  /** Reads the file as it stands now. Rejects with the file system's own error. */
  async look(): Promise<Look> {
    const file = await this.#open();
    try {
      const { size } = await file.stat();
      const before = await readCommits(file);
      const isUnchanged = await this.#read(file, size);
      const after = await readCommits(file);
      const isSameSize = (await file.stat()).size === size;
      const inside = this.#bytes.subarray(COMMIT_TABLE_AT, COMMIT_TABLE_AT + COMMIT_TABLE_SIZE);
      return {
        bytes: this.#bytes,
        isUnchanged,
        commits: [before, Buffer.from(inside), after],
        isWholePages: isSameSize && size % PAGE_SIZE === 0,
      };
    } finally {
      await file.close();
    }
  }

  /** True when nothing has changed since the last time. */
  async #read(file: ReadableFile, size: number): Promise<boolean> {
    let isUnchanged = this.#bytes.length === size;
    if (!isUnchanged) this.#bytes = Buffer.alloc(size);
    const piece = Buffer.alloc(Math.min(PIECE, size));
    for (let at = 0; at < size; at += piece.length) {
      const wanted = Math.min(piece.length, size - at);
      const { bytesRead } = await file.read(piece, 0, wanted, at);
      const now = piece.subarray(0, bytesRead);
      if (bytesRead === wanted && now.equals(this.#bytes.subarray(at, at + wanted))) continue;
      isUnchanged = false;
      now.copy(this.#bytes, at);
      // A file that was cut short meanwhile ends here; its size tells the same.
      if (bytesRead < wanted) break;
    }
    return isUnchanged;
  }
}

async function readCommits(file: ReadableFile): Promise<Buffer> {
  const commits = Buffer.alloc(COMMIT_TABLE_SIZE);
  await file.read(commits, 0, COMMIT_TABLE_SIZE, COMMIT_TABLE_AT);
  return commits;
}

/** Looks at a file of the file system. */
export function fileLooks(path: string): FileLooks {
  return new FileLooks(() => open(path, 'r'));
}

/**
 * What tells that a database is the same as it was: its size, its time and Jet's count of commits; null while
 * somebody writes, and where it cannot be read. On Windows the time of an open file may stand still: there
 * the commits tell, in a copy the time does.
 */
export async function filePrint(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const commits = await readCommits(file);
    const { size, mtimeMs } = await file.stat();
    return commitState(commits) === 'idle' ? `${size} ${mtimeMs} ${commits.toString('hex')}` : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
