import { describeCrashMatrix } from './matrix.ts';

describeCrashMatrix({ warehouse: 'SQLite', interface: 'REST' });
