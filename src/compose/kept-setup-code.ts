import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeFile } from '../lib/whole-file.ts';

/**
 * The code of the first start in a file of the data folder, for whoever cannot see what a service prints:
 * only those may read it who may read the memory itself. It is of use until the owner's account is made.
 */
export class KeptSetupCode {
  readonly #file: string;

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, 'setup-code.txt');
  }

  /** Writes the code; null removes what an earlier start has left. A read-only folder stays as it is. */
  keep(code: string | null): void {
    try {
      if (code === null) rmSync(this.#file, { force: true });
      else writeWholeFile(this.#file, `${code}\r\n`);
    } catch {
      // The code is printed too.
    }
  }
}
