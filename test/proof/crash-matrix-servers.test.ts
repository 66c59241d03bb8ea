import { describeCrashMatrix } from '../crash/matrix.ts';

describeCrashMatrix({ warehouse: 'MariaDB', interface: 'REST' });
describeCrashMatrix({ warehouse: 'MariaDB', interface: 'XML' });
