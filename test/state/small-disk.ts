import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes. */
export interface SmallDisk {
  readonly folder: string;
  close(): Promise<void>;
}

/** Calls `mount`; whether it went well. */
export const mount = (...args: readonly string[]): boolean =>
  spawnSync('mount', [...args], { stdio: 'ignore' }).status === 0;

/** A small disk of its own, where the machine lets a test have one; null elsewhere. */
export function smallDisk(size: string): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-disk-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (process.platform === 'linux' && mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder)) {
    return {
      folder,
      close: async () => {
        spawnSync('umount', [folder]);
        remove();
      },
    };
  }
  remove();
  return null;
}

/** Whether tests may have such disks here. */
export const CAN_MOUNT = ((): boolean => {
  const disk = smallDisk('1m');
  void disk?.close();
  return disk !== null;
})();
