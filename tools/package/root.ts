import { fileURLToPath } from 'node:url';

/** The clone that packages are made of. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
