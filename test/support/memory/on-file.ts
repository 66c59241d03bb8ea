import { it } from 'vitest';

/** False where the tests keep the program's memory in a database. */
export const IS_ON_FILE = process.env['SKLADBRIDGE_DATABASE'] === undefined;

/** `it` for what is about the memory's file: left out where the memory is in a database. */
export const itOnFile = it.skipIf(!IS_ON_FILE);

/**
 * Typed behind a command that works: where the memory is in a database it would ask a worker for it, and
 * these tests are about the process that they start.
 */
export const HERE: readonly string[] = IS_ON_FILE ? [] : ['--here'];
