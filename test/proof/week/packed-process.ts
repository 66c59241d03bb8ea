import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from '../../../tools/package/bundle-program.ts';
import { ROOT } from '../../../tools/package/root.ts';

/** The program as a package has it, begun by the service of this folder instead of by the command line. */
export interface PackedProcess {
  readonly file: string;
  /** What the unit of the package sets for the memory of the process. */
  readonly env: Readonly<Record<string, string>>;
  /** Repeatable. */
  readonly remove: () => void;
}

/** Settings of memory of the unit, by which the Debian package starts the service. */
function memorySettings(): Readonly<Record<string, string>> {
  const unit = readFileSync(join(ROOT, 'packaging/debian/skladbridge.service'), 'utf8');
  return Object.fromEntries(
    Array.from(unit.matchAll(/^Environment=(MALLOC_\w+)=(\S+)$/gm), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/**
 * Bundles the service into a folder of its own: what a process keeps is measured of what people run, where the
 * sources of a clone, read one by one and without their types, take memory of their own.
 */
export async function packProcess(): Promise<PackedProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-packed-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    await bundleProgram(folder, 'test/proof/week/served-process.ts');
    for (const name of ['node_modules', 'dist']) symlinkSync(join(ROOT, name), join(folder, name));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
    return { file: join(folder, 'program/main.js'), env: memorySettings(), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
