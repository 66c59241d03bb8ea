import { row } from './error-kind.ts';

/** Of runs as such, and of the processes that share them. */
export const RUN_ERROR_CODES = {
  'run.firstNeedsPlan': row('setting', 'profile', 'orders'),
  'run.alreadyRunning': row('busy', 'profile', 'since'),
  'run.leaseLost': row('busy', 'profile'),
  'run.cancelled': row('cancelled'),
  'run.notFound': row('setting', 'id'),
  'run.workersLost': row('bug', 'profile'),
  'work.noWorker': row('connection'),
  'work.hostFull': row('busy', 'host'),
  'serve.roleUnknown': row('setting', 'role'),
  'serve.roleNeedsDatabase': row('setting', 'role'),
  'state.database.formerAtWork': row('busy', 'workers', 'version', 'mine'),
  'migrate.roleNeedsDatabase': row('setting', 'role'),
} as const;
