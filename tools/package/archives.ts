import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { layDocuments, layFile, layProgram } from './program-files.ts';
import { layNode } from './node-runtime.ts';
import { runTool } from './run-tool.ts';

interface Folders {
  readonly work: string;
  readonly out: string;
}

/** Makes the tarball for Linux: one folder, started by its `bin/skladbridge`; answers its path. */
export async function makeTarball(version: string, { work, out }: Folders): Promise<string> {
  const name = `skladbridge-${version}`;
  const tree = join(work, 'tarball', name);
  await layProgram(tree, version);
  layDocuments(join(tree, 'docs'));
  layNode('linux-x64', join(tree, 'bin/node'));
  layFile('packaging/linux/skladbridge', join(tree, 'bin/skladbridge'), 0o755);
  layFile('docs/recipes/skladbridge-user.service', join(tree, 'skladbridge.service'), 0o644);
  layFile('packaging/linux/healthy.mjs', join(tree, 'bin/healthy.mjs'), 0o644);
  runTool('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
  const file = join(out, `${name}-linux-x64.tar.gz`);
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name'];
  runTool('tar', ['-czf', file, ...owner, '-C', join(work, 'tarball'), name]);
  return file;
}

/** Lays the folder down that Windows gets, by setup or by zip. */
export async function layWindows(version: string, tree: string): Promise<void> {
  await layProgram(tree, version);
  layDocuments(join(tree, 'docs'));
  layNode('win-x64', join(tree, 'node.exe'));
  for (const file of ['skladbridge.cmd', 'first-visit.cmd', 'machine.mjs', 'task.xml'])
    layFile(`packaging/windows/${file}`, join(tree, file), 0o644);
}

/** Makes the zip for Windows of the folder that was laid down; answers its path. */
export function makeZip(version: string, tree: string, out: string): string {
  const file = join(out, `skladbridge-${version}-windows-x64.zip`);
  rmSync(file, { force: true });
  runTool('zip', ['-q', '-r', '-X', file, '.'], { cwd: tree });
  return file;
}
