import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { layDocuments, layFile, layProgram } from './program-files.ts';
import { layNode } from './node-runtime.ts';
import { ROOT } from './root.ts';
import { runTool } from './run-tool.ts';

const PLACE = 'usr/lib/skladbridge';
const DOCUMENTS = 'usr/share/doc/skladbridge';
const [PROGRAM, DATA] = [0o755, 0o644];

function control(version: string, kilobytes: string): string {
  return `Package: skladbridge
Version: ${version}
Architecture: amd64
Maintainer: Skladbridge <skladbridge@localhost>
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 9), init-system-helpers, passwd, util-linux
Recommends: systemd
Section: net
Priority: optional
Description: keeps Microinvest Warehouse Pro and an online shop on Seliton in step
 Goods, prices and quantities go to the shop; orders come into the warehouse as documents, each with its
 unique sale number on both sides. Brings its own Node; needs no network at installation.
`;
}

/** Makes the `.deb` of a version in this folder out of an empty one; answers its path. */
export async function makeDebian(
  version: string,
  folders: { readonly work: string; readonly out: string },
): Promise<string> {
  const tree = join(folders.work, 'debian');
  await layProgram(join(tree, PLACE), version);
  layNode('linux-x64', join(tree, PLACE, 'bin/node'));
  layFile('packaging/debian/skladbridge', join(tree, 'usr/bin/skladbridge'), PROGRAM);
  const unit = 'usr/lib/systemd/system/skladbridge.service';
  layFile('packaging/debian/skladbridge.service', join(tree, unit), DATA);
  layFile('packaging/debian/default', join(tree, 'etc/default/skladbridge'), DATA);
  layFile('packaging/debian/copyright', join(tree, DOCUMENTS, 'copyright'), DATA);
  layDocuments(join(tree, DOCUMENTS));
  const changes = gzipSync(readFileSync(join(ROOT, 'CHANGELOG.md')), { level: 9 });
  writeFileSync(join(tree, DOCUMENTS, 'changelog.gz'), changes);
  const size = execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0] ?? '0';
  mkdirSync(join(tree, 'DEBIAN'));
  writeFileSync(join(tree, 'DEBIAN/control'), control(version, size));
  writeFileSync(join(tree, 'DEBIAN/conffiles'), '/etc/default/skladbridge\n');
  for (const script of ['postinst', 'prerm', 'postrm'])
    layFile(`packaging/debian/${script}`, join(tree, 'DEBIAN', script), PROGRAM);
  runTool('chmod', ['-R', 'u+rwX,go+rX,go-w', tree]);
  const file = join(folders.out, `skladbridge_${version}_amd64.deb`);
  runTool('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z12', '--build', tree, file]);
  return file;
}
