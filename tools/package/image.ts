import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeTarball } from './archives.ts';
import { ROOT } from './root.ts';
import { runTool } from './run-tool.ts';

/** All of Debian that the program needs: its own Node is linked to these, and a command of a vault is a shell's. */
const BASE = ['libc6', 'libgcc-s1', 'libstdc++6', 'tzdata', 'dash'] as const;
/** Of these what nobody reads in a container. */
const NOT_NEEDED = ['doc', 'man', 'locale', 'lintian', 'bug'] as const;
const PROGRAM = 'opt/skladbridge';
/** The launcher of the tarball finds its place by programs that are not here. */
const COMMAND = `#!/bin/sh
exec /${PROGRAM}/bin/node /${PROGRAM}/program/main.js "$@"
`;
const [EXECUTABLE, OWN, SHARED] = [0o755, 0o700, 0o1777];
/** The pool of memory that the launcher of the tarball sets. */
const MEMORY = /^export (MALLOC_\w+)="\$\{\w+:-(\d+)\}"$/gm;

/** What the Containerfile says behind a word, its lists read. Throws where it says nothing. */
function said(word: string): readonly string[] {
  const recipe = readFileSync(join(ROOT, 'Containerfile'), 'utf8').replaceAll('\\\n', ' ');
  const line = recipe.split('\n').find((each) => each.startsWith(`${word} `));
  if (line === undefined) throw new Error(`the Containerfile has no ${word}`);
  const text = line.slice(word.length).trim();
  return text.startsWith('[') ? (JSON.parse(text) as readonly string[]) : text.split(/\s+/);
}

function options(name: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => [`--config.${name}`, value]);
}

/** Root's file system: a few libraries of this machine's Debian, and the folder of the tarball. */
async function layRoot(version: string, work: string): Promise<string> {
  const [tree, debs] = [join(work, 'image'), join(work, 'debs')];
  for (const folder of [tree, debs, join(tree, 'opt'), join(tree, 'usr/local/bin')])
    mkdirSync(folder, { recursive: true });
  runTool('apt-get', ['download', '-qq', ...BASE], { cwd: debs });
  for (const deb of readdirSync(debs)) runTool('dpkg', ['-x', join(debs, deb), tree]);
  for (const name of NOT_NEEDED) rmSync(join(tree, 'usr/share', name), { recursive: true, force: true });
  const packed = join(work, 'tarball', `skladbridge-${version}`);
  if (!existsSync(packed)) await makeTarball(version, { work, out: work });
  renameSync(packed, join(tree, PROGRAM));
  const command = join(tree, 'usr/local/bin/skladbridge');
  writeFileSync(command, COMMAND);
  chmodSync(command, EXECUTABLE);
  const [user = 0, group = 0] = (said('USER')[0] ?? '').split(':').map(Number);
  for (const [name, mode] of [
    ['data', OWN],
    ['tmp', SHARED],
  ] as const) {
    mkdirSync(join(tree, name));
    chmodSync(join(tree, name), mode);
  }
  chownSync(join(tree, 'data'), user, group);
  return tree;
}

/**
 * Makes a container's image of a version without an engine (umoci), for x64: what the Containerfile describes, in as
 * little of Debian as it needs; answers the path of an archive in OCI's form. As root, for files of the image have owners.
 */
export async function makeImage(
  version: string,
  { work, out }: { readonly work: string; readonly out: string },
): Promise<string> {
  const tree = await layRoot(version, work);
  const layout = join(work, 'layout');
  // A tag has no plus.
  const image = `${layout}:${version.replace('+', '-')}`;
  runTool('umoci', ['init', '--layout', layout]);
  runTool('umoci', ['new', '--image', image]);
  runTool('umoci', ['insert', '--image', image, tree, '/']);
  const launcher = readFileSync(join(ROOT, 'packaging/linux/skladbridge'), 'utf8');
  const memory = Array.from(launcher.matchAll(MEMORY), ([, name, value]) => `${name}=${value}`);
  runTool('umoci', [
    'config',
    '--image',
    image,
    ...options('user', said('USER')),
    ...options('env', [...said('ENV'), ...memory]),
    ...options('volume', said('VOLUME')),
    ...options('exposedports', said('EXPOSE')),
    ...options('entrypoint', said('ENTRYPOINT')),
    ...options('cmd', said('CMD')),
  ]);
  const file = join(out, `skladbridge-${version}-image.tar`);
  runTool('tar', ['-cf', file, '-C', layout, '.']);
  return file;
}
