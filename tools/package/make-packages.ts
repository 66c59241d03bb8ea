import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPage } from '../build-page.ts';
import { layWindows, makeTarball, makeZip } from './archives.ts';
import { makeDebian } from './debian.ts';
import { makeImage } from './image.ts';
import { isPackageVersion, packageVersion } from './package-version.ts';
import { ROOT } from './root.ts';
import { makeSetup } from './windows-setup.ts';

// `npm run package [-- KIND …] [-- --version X.Y.Z] [--out FOLDER]`: packages of this clone, made on Linux, each with its Node.
// Without a version they have the clone's own. The image is made only when it is asked for: by root, with umoci and Debian's packages.

const KINDS = ['deb', 'tarball', 'zip', 'setup', 'image'] as const;
type Kind = (typeof KINDS)[number];
const ONLY_ASKED_FOR: Kind = 'image';
const BYTES_PER_MB = 1_048_576;

function readArguments(): {
  readonly kinds: readonly Kind[];
  readonly version: string;
  readonly out: string;
} {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { version: { type: 'string' }, out: { type: 'string' } },
  });
  const kinds = KINDS.filter((kind) =>
    positionals.length === 0 ? kind !== ONLY_ASKED_FOR : positionals.includes(kind),
  );
  const unknown = positionals.filter((word) => !KINDS.some((kind) => kind === word));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')} (there are: ${KINDS.join(', ')})`);
  const version = values.version ?? packageVersion();
  if (!isPackageVersion(version)) throw new Error(`not a version: ${version}`);
  return { kinds, version, out: values.out ?? join(ROOT, 'dist/packages') };
}

const { kinds, version, out } = readArguments();
const work = mkdtempSync(join(tmpdir(), 'skladbridge-package-'));
try {
  mkdirSync(out, { recursive: true });
  await buildPage();
  const windows = join(work, 'windows');
  if (kinds.includes('zip') || kinds.includes('setup')) await layWindows(version, windows);
  const make: Readonly<Record<Kind, () => string | Promise<string>>> = {
    deb: () => makeDebian(version, { work, out }),
    tarball: () => makeTarball(version, { work, out }),
    zip: () => makeZip(version, windows, out),
    setup: () => makeSetup(version, windows, out),
    image: () => makeImage(version, { work, out }),
  };
  for (const kind of kinds) {
    const file = await make[kind]();
    const size = (statSync(file).size / BYTES_PER_MB).toFixed(1);
    process.stdout.write(`${kind.padEnd(8)} ${size.padStart(6)} MB  ${file}\n`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
