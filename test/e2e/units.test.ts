import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

// The units of one machine (the Debian package's) and of a hoster's processes (docs/hosting.md). That the package's own is started
// by a real systemd is tried with the packages.

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OF_PACKAGE = readFileSync(join(ROOT, 'packaging/debian/skladbridge.service'), 'utf8');
const OF_USER = readFileSync(join(ROOT, 'docs/recipes/skladbridge-user.service'), 'utf8');
const OF_HOSTER = readFileSync(join(ROOT, 'docs/recipes/skladbridge@.service'), 'utf8');
/** At most so exposed: 0 = nothing is left open, 10 = everything. */
const MOST_EXPOSED = 2.5;
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-units-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What of a unit keeps the process in, gives it its memory, and ends it. */
function kept(unit: string): readonly string[] {
  return unit
    .split('\n')
    .filter((line) => /^[A-Z]\w+=/.test(line))
    .filter(
      (line) => !/^(?:Description|Documentation|After|ExecStart|State|Working|EnvironmentFile)/.test(line),
    )
    .filter((line) => !/^Environment=(?:SKLADBRIDGE_DATA|SERVE_OPTIONS)/.test(line))
    .toSorted();
}

describe('units', () => {
  it('a process of a hoster is held in as the service of one machine is', () => {
    expect(kept(OF_HOSTER)).toEqual(kept(OF_PACKAGE));
    expect(kept(OF_HOSTER).length).toBeGreaterThan(30);
  });

  it.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
    'systemd finds nothing wrong in them, and little left open (skipped where it is not installed)',
    () => {
      for (const [name, text] of [
        ['skladbridge.service', OF_PACKAGE],
        ['skladbridge@.service', OF_HOSTER],
      ] as const)
        writeFileSync(join(folder, name), text.replaceAll('/usr/lib/skladbridge/bin/node', process.execPath));
      writeFileSync(
        join(folder, 'skladbridge@worker-1.service'),
        readFileSync(join(folder, 'skladbridge@.service')),
      );
      writeFileSync(
        join(folder, 'skladbridge-user.service'),
        OF_USER.replace('%h/skladbridge/bin/skladbridge', process.execPath),
      );
      const verify = (name: string, ...words: readonly string[]): void => {
        const how = ['verify', ...words, join(folder, name)];
        const { status, stderr } = spawnSync('systemd-analyze', how, {
          encoding: 'utf8',
          env: { ...process.env, XDG_RUNTIME_DIR: folder },
        });
        expect([name, status, stderr]).toEqual([name, 0, '']);
      };
      verify('skladbridge-user.service', '--user');
      for (const name of ['skladbridge.service', 'skladbridge@worker-1.service']) {
        const file = join(folder, name);
        verify(name);
        const looked = spawnSync('systemd-analyze', ['security', '--offline=true', file], {
          encoding: 'utf8',
        });
        const exposed = /exposure level for \S+ ([\d.]+)/.exec(looked.stdout)?.[1];
        expect(Number(exposed)).toBeLessThanOrEqual(MOST_EXPOSED);
      }
    },
  );
});
