import { describeCrashMatrix } from '../../crash/matrix.ts';

describeCrashMatrix({ warehouse: 'SQLite', interface: 'REST', share: 24 });
