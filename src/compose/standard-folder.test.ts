import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { dataPlaces, standardFolder } from './standard-folder.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function machineIn(currentFolder: string, home: string): Parameters<typeof dataPlaces>[0] {
  return { platform: 'linux', env: {}, home, currentFolder };
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-places-'));
  folders.push(folder);
  return folder;
}

function keepMemory(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'state.db'), '');
}

describe('where data are kept when nobody says where', () => {
  it('is one place of the system', () => {
    expect(standardFolder({ platform: 'linux', env: {}, home: '/home/eva' })).toBe(
      '/home/eva/.local/share/skladbridge',
    );
    const moved = { XDG_DATA_HOME: '/mnt/data' };
    expect(standardFolder({ platform: 'linux', env: moved, home: '/home/eva' })).toBe(
      '/mnt/data/skladbridge',
    );
    // A relative one would be the current folder again.
    const relative = { XDG_DATA_HOME: 'data' };
    expect(standardFolder({ platform: 'linux', env: relative, home: '/home/eva' })).toBe(
      '/home/eva/.local/share/skladbridge',
    );
    expect(standardFolder({ platform: 'linux', env: {}, home: null })).toBe('/var/lib/skladbridge');
    const windows = { platform: 'win32', env: { ProgramData: 'D:/Data' }, home: 'D:/Eva' } as const;
    expect(standardFolder(windows)).toBe('D:/Data/Skladbridge');
    expect(standardFolder({ platform: 'darwin', env: {}, home: '/Users/eva' })).toBe(
      '/Users/eva/Library/Application Support/Skladbridge',
    );
  });

  it.each(['skladbridge-data', 'data'])('a memory in ./%s of the current folder is told', (name) => {
    const [current, home] = [temporary(), temporary()];
    expect(dataPlaces(machineIn(current, home)).left).toBeNull();
    mkdirSync(join(current, name));
    expect(dataPlaces(machineIn(current, home)).left).toBeNull();
    keepMemory(join(current, name));
    expect(dataPlaces(machineIn(current, home)).left).toBe(join(current, name));
    // Whoever works in the standard place already has answered.
    keepMemory(join(home, '.local/share/skladbridge'));
    expect(dataPlaces(machineIn(current, home)).left).toBeNull();
  });
});
