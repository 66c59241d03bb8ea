import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';

/**
 * An empty folder in memory where the machine has such a place: for a test that starts thousands of runs and
 * in which no power fails. What is written there costs no waiting for the disk.
 */
export async function quickFolder(prefix: string): Promise<string> {
  return mkdtemp(join(IN_MEMORY, prefix)).catch(async () => mkdtemp(join(tmpdir(), prefix)));
}
