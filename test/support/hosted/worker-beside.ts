import { memoryEnvironment } from '../memory/memory-place.ts';
import { IS_ON_FILE } from '../memory/on-file.ts';
import { Program } from './program.ts';

/**
 * Whoever works with a database has a program that serves: a terminal asks it for the work. Starts one over
 * the memory of a data folder (`more`: typed too) and answers what ends it; where the memory is a file,
 * there is nothing to start.
 */
export async function workerBeside(
  dataFolder: string,
  more: readonly string[] = [],
): Promise<() => Promise<void>> {
  if (IS_ON_FILE) return async () => undefined;
  const env = await memoryEnvironment(dataFolder);
  const worker = await Program.serve('worker', dataFolder, env, undefined, more);
  return async () => {
    await worker.end();
  };
}
