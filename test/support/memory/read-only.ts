import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { memoryEnvironment } from './memory-place.ts';

/** A memory that may only be read. */
export interface ReadOnlyMemory {
  /** In what environment the program has to be started to meet it so. */
  readonly env: Readonly<Record<string, string>>;
  /** Whoever removes the folder may write into it again. */
  readonly open: () => Promise<void>;
}

/**
 * Lets the memory of a data folder, which nobody has open, only be read: its files by their modes, a database as one
 * that follows another does, and the folder in both cases.
 */
export async function readOnlyMemory(dataFolder: string): Promise<ReadOnlyMemory> {
  for (const name of await readdir(dataFolder)) await chmod(join(dataFolder, name), 0o444);
  await chmod(dataFolder, 0o555);
  const open = async (): Promise<void> => chmod(dataFolder, 0o755);
  const { SKLADBRIDGE_DATABASE: database } = await memoryEnvironment(dataFolder);
  if (database === undefined) return { env: {}, open };
  const url = new URL(database);
  const options = url.searchParams.get('options') ?? '';
  url.searchParams.set('options', `${options} -c default_transaction_read_only=on`);
  return { env: { SKLADBRIDGE_DATABASE: url.href }, open };
}
