import { closeSync, constants, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** Only its owner may read it: it tells what a firm sells, and when. */
const OWNER_ONLY = 0o600;

/** Lines are added; a link that somebody has put in its place is not followed. Windows knows no such flag. */
const APPENDING =
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_WRONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/** When a file is full, and how many full ones are kept. */
export interface Rotation {
  readonly mostBytes: number;
  readonly kept: number;
}

/** Together not more than sixty megabytes. */
export const ROTATION: Rotation = { mostBytes: 10 * 1024 * 1024, kept: 5 };

/**
 * A file for lines that grows up to a size; then it becomes `.1`, what was `.1` becomes `.2`, and the oldest
 * goes. Each line is with the system when `write` returns, so that the last one before a crash is there. A disk
 * that is full, or a file that another program holds open, loses lines, never the work.
 */
export class RotatingFile {
  readonly #path: string;
  readonly #rotation: Rotation;
  #file: number;
  #bytes: number;

  /** Throws what keeps the file from being opened. */
  constructor(path: string, rotation: Rotation = ROTATION) {
    this.#path = path;
    this.#rotation = rotation;
    this.#file = openSync(path, APPENDING, OWNER_ONLY);
    this.#bytes = fstatSync(this.#file).size;
  }

  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    try {
      if (this.#bytes > 0 && this.#bytes + bytes > this.#rotation.mostBytes) this.#rotate();
      writeSync(this.#file, line);
      this.#bytes += bytes;
    } catch {
      // The next line is tried again.
    }
  }

  /**
   * Removes full files whose last line is older than this moment (milliseconds since 1970); how many.
   * Repeatable.
   */
  forget(beforeMs: number): number {
    let gone = 0;
    for (let age = 1; age <= this.#rotation.kept; age += 1)
      if (removeOld(`${this.#path}.${age}`, beforeMs)) gone += 1;
    return gone;
  }

  #rotate(): void {
    const { kept } = this.#rotation;
    closeSync(this.#file);
    try {
      rmSync(`${this.#path}.${kept}`, { force: true });
      for (let age = kept - 1; age >= 1; age -= 1)
        moveAway(`${this.#path}.${age}`, `${this.#path}.${age + 1}`);
      renameSync(this.#path, `${this.#path}.1`);
    } finally {
      this.#file = openSync(this.#path, APPENDING, OWNER_ONLY);
      this.#bytes = fstatSync(this.#file).size;
    }
  }
}

function removeOld(file: string, beforeMs: number): boolean {
  try {
    if (statSync(file).mtimeMs >= beforeMs) return false;
    rmSync(file);
    return true;
  } catch {
    // There are not so many, or another program holds it open: the next time is another try.
    return false;
  }
}

function moveAway(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // There are not so many yet.
  }
}
