import { describe, expect, it } from 'vitest';
import { backupName, isAbsolutePath, readBackupName, superfluousBackups } from './backup.ts';
import type { BackupFile } from './backup.ts';

const AT = Date.parse('2026-11-25T13:27:05Z');

function file(madeAtMs: number, more: Partial<BackupFile> = {}): BackupFile {
  const about = { installation: '0123abcd', kind: 'kept', madeAtMs, ...more } as const;
  return { ...about, name: backupName(about), bytes: 1 };
}

describe('names of backups', () => {
  it('tell whose, when and why, and are read back', () => {
    const name = 'skladbridge-0123abcd-20261125T132705Z.backup';
    expect(backupName(file(AT))).toBe(name);
    expect(readBackupName(name)).toEqual({ name, installation: '0123abcd', kind: 'kept', madeAtMs: AT });
    const before = backupName(file(AT, { kind: 'before-restore' }));
    expect(readBackupName(before)?.kind).toBe('before-restore');
  });

  it.each([
    'state.db',
    '../x.backup',
    'skladbridge-0123abcd-20261399T000000Z.backup',
    `${backupName(file(AT))}.new`,
  ])('%s is none', (name) => expect(readBackupName(name)).toBe(null));
});

describe('what is kept', () => {
  it('the newest of this memory, of each kind; what is another’s stays', () => {
    const files = [
      ...[1, 2, 3].map((hour) => file(AT + hour * 3_600_000)),
      file(AT, { installation: 'ffffffff' }),
      file(AT, { kind: 'before-restore' }),
      file(AT + 1000, { kind: 'before-restore' }),
      file(AT + 2000, { kind: 'before-restore' }),
    ];
    const gone = superfluousBackups(files, { installation: '0123abcd', keep: 2 });
    expect(gone.map(({ kind, madeAtMs }) => [kind, madeAtMs - AT])).toEqual([
      ['kept', 3_600_000],
      ['before-restore', 0],
    ]);
    expect(superfluousBackups(files, { installation: '0123abcd', keep: 0 })).toHaveLength(4);
  });
});

it.each([
  ['/mnt/backup', true],
  [String.raw`D:\Backup`, true],
  [String.raw`\\nas\backup`, true],
  ['backup', false],
  ['../backup', false],
  ['/mnt/\u0000', false],
])('whole paths: %s', (path, isWhole) => expect(isAbsolutePath(path)).toBe(isWhole));
