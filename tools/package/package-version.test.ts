import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { fourNumbers, isPackageVersion, packageVersion } from './package-version.ts';

it('packages made past a release are newer than it and older than the next, and Windows is told in four numbers', () => {
  expect(packageVersion()).toSatisfy(isPackageVersion);
  expect(fourNumbers('0.2.0')).toBe('0.2.0.0');
  expect(fourNumbers('0.2.0+448.21d6e8b')).toBe('0.2.0.448');
  for (const none of ['0.2', '0.2.0-dev', '0.2.0+x', '0.2.0+448.21d6e8b; rm']) {
    expect([none, isPackageVersion(none)]).toEqual([none, false]);
    expect(() => fourNumbers(none)).toThrow(none);
  }
});

it.runIf(spawnSync('dpkg', ['--version']).status === 0)('Debian orders them so, too', () => {
  const isOlder = (first: string, second: string): boolean =>
    spawnSync('dpkg', ['--compare-versions', first, 'lt', second]).status === 0;
  const ascending = ['0.2.0', '0.2.0+99.fffffff', '0.2.0+448.21d6e8b', '0.2.1'];
  for (const [at, version] of ascending.slice(1).entries())
    expect([version, isOlder(ascending[at] ?? '', version)]).toEqual([version, true]);
});
