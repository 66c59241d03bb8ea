import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFile, makeFileSlowly, sweepHalves, writeWholeFile } from './whole-file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skladbridge-file-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

function codeOf(work: () => unknown): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? error;
  }
}

describe('a file that is written', () => {
  it('is whole, its owner’s only, and leaves nothing beside it, also over an open one', () => {
    writeFileSync(at('plan.json'), 'old');
    chmodSync(at('plan.json'), 0o644);
    writeWholeFile(at('plan.json'), 'new');
    expect(readFileSync(at('plan.json'), 'utf8')).toBe('new');
    expect(statSync(at('plan.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('is as it was when the writing fails, and nothing lies about', async () => {
    writeFileSync(at('plan.json'), 'old');
    const failing = (half: string): void => {
      writeFileSync(half, 'ha');
      throw new Error('no room');
    };
    expect(() => makeFile(at('plan.json'), failing)).toThrow('no room');
    await expect(makeFileSlowly(at('plan.json'), async (half) => failing(half))).rejects.toThrow('no room');
    expect(readFileSync(at('plan.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('is never written through a link, nor instead of one', () => {
    writeFileSync(at('secret'), 'mine');
    symlinkSync(at('secret'), at('link'));
    symlinkSync(at('nowhere'), at('dangling'));
    for (const name of ['link', 'dangling'])
      for (const options of [{}, { isNew: true }])
        expect(codeOf(() => writeWholeFile(at(name), 'x', options))).toBe('ELOOP');
    expect(readFileSync(at('secret'), 'utf8')).toBe('mine');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['dangling', 'link', 'secret']);
  });

  it('is never put over another where a new one is asked for: of many at once, one is made', async () => {
    const tries = Array.from({ length: 8 }, (_, index) =>
      makeFileSlowly(at('key'), (half) => writeFile(half, String(index)), { isNew: true }).then(
        () => 'made',
        (error: unknown) => (error as NodeJS.ErrnoException).code,
      ),
    );
    const ends = await Promise.all(tries);
    expect(ends.filter((end) => end === 'made')).toHaveLength(1);
    expect(new Set(ends)).toEqual(new Set(['made', 'EEXIST']));
    expect(readdirSync(folder)).toEqual(['key']);
  });

  it('tells a missing folder, and a folder in its place', () => {
    expect(codeOf(() => writeWholeFile(at('none/plan.json'), 'x'))).toBe('ENOENT');
    mkdirSync(at('taken'));
    expect(codeOf(() => writeWholeFile(at('taken'), 'x'))).toMatch(/^(?:EISDIR|EEXIST|ENOTEMPTY|EPERM)$/);
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

describe('what a writer who was killed has left', () => {
  const TWO_DAYS_AGO = Date.now() / 1000 - 2 * 86_400;
  const half = (name: string, digits: string): string => `.${name}.${digits.padEnd(12, '0')}.new`;

  beforeEach(() => {
    for (const name of [half('plan.json', 'a1'), half('other.csv', 'b2'), '.plan.json.new', 'plan.json'])
      writeFileSync(at(name), 'half');
    for (const name of readdirSync(folder)) utimesSync(at(name), TWO_DAYS_AGO, TWO_DAYS_AGO);
    writeFileSync(at(half('plan.json', 'c3')), 'being written');
    mkdirSync(at(half('plan.json', 'd4')));
    utimesSync(at(half('plan.json', 'd4')), TWO_DAYS_AGO, TWO_DAYS_AGO);
  });

  it('goes when the same file is written again; what is young, another’s or no file of ours stays', async () => {
    writeWholeFile(at('plan.json'), 'new');
    const rest = [
      half('other.csv', 'b2'),
      half('plan.json', 'c3'),
      half('plan.json', 'd4'),
      '.plan.json.new',
      'plan.json',
    ];
    expect(readdirSync(folder).toSorted()).toEqual(rest.toSorted());
    await makeFileSlowly(at('other.csv'), (path) => writeFile(path, 'whole'));
    expect(readdirSync(folder)).not.toContain(half('other.csv', 'b2'));
  });

  it('goes from a folder of ours as a whole; a folder that cannot be read is left alone', () => {
    sweepHalves(folder);
    expect(readdirSync(folder).toSorted()).toEqual(
      [half('plan.json', 'c3'), half('plan.json', 'd4'), '.plan.json.new', 'plan.json'].toSorted(),
    );
    expect(codeOf(() => sweepHalves(at('nowhere')))).toBe(null);
  });
});
