import { memoryEnvironment } from '../memory/memory-place.ts';
import { IS_ON_FILE } from '../memory/on-file.ts';
import { Program } from './program.ts';

/**
 * Whoever works with a database has a program that serves: a terminal asks it for the work. Starts one over the
 * memory of a data folder; where that is a file, there is nothing to start. Answers what ends it.
 */
export async function workerBeside(dataFolder: string): Promise<() => Promise<void>> {
  if (IS_ON_FILE) return async () => undefined;
  const worker = await Program.serve('worker', dataFolder, await memoryEnvironment(dataFolder));
  return async () => {
    await worker.end();
  };
}
