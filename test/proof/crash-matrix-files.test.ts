import { describeCrashMatrix } from '../crash/matrix.ts';

describeCrashMatrix({ warehouse: 'SQLite', interface: 'REST' });
describeCrashMatrix({ warehouse: 'SQLite', interface: 'XML' });
describeCrashMatrix({ warehouse: 'REST API', interface: 'REST' });
describeCrashMatrix({ warehouse: 'REST API', interface: 'XML' });
