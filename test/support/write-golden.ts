import { mkdirSync, writeFileSync } from 'node:fs';
import { ENGINES } from './golden.ts';
import { goldenText } from './golden-statements.ts';

// Writes the SQL that each engine gets (npm run golden); the tests compare it, a person reviews the difference.

const folder = new URL('../../src/warehouse/sql/golden/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of ENGINES) writeFileSync(new URL(`${name}.sql`, folder), await goldenText(name));
