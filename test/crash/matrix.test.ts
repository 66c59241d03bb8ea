import { describeCrashMatrix } from './matrix.ts';

// The whole column is among the long suites, with the others (test/proof).
describeCrashMatrix({ warehouse: 'SQLite', interface: 'REST', isHalf: true });
