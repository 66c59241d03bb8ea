import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fourNumbers } from './package-version.ts';
import { ROOT } from './root.ts';
import { runTool } from './run-tool.ts';

/** Makes the setup program for Windows of the folder that was laid down; answers its path. */
export function makeSetup(version: string, tree: string, out: string): string {
  const file = join(out, `skladbridge-${version}-setup.exe`);
  const kilobytes = execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0] ?? '0';
  const given = {
    VERSION: version,
    NUMBERS: fourNumbers(version),
    FILES: tree,
    OUT: file,
    KILOBYTES: kilobytes,
  };
  const defines = Object.entries(given).map(([name, value]) => `-D${name}=${value}`);
  runTool('makensis', ['-V2', ...defines, join(ROOT, 'packaging/windows/setup.nsi')]);
  return file;
}
