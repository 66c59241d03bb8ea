import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL in which the program keeps its memory. */
    readonly database: string;
  }
}

/** One PostgreSQL for a whole call of the tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('database', server.url('postgres'));
  return () => server.stop();
}
