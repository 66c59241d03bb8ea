import type { App } from '../../app/app.ts';
import { BackupKeeper } from '../../app/backups/backup-keeper.ts';
import { DigestSender } from '../../app/digest/digest-sender.ts';
import { OverdueWatch } from '../../app/overdue-watch.ts';
import type { LookPace } from '../../app/overdue-watch.ts';
import { ReportSender } from '../../app/reporting/report-sender.ts';
import { SilenceWatch } from '../../app/reporting/silence-watch.ts';
import { RetentionKeeper } from '../../app/retention/retention-keeper.ts';
import type { Work } from '../../app/work/work.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Clock } from '../../lib/clock.ts';
import { NO_LOG } from '../../lib/log.ts';
import type { Log } from '../../lib/log.ts';
import { sleep as machineSleep } from '../../lib/sleep.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { LastForgetting } from '../../model/retention.ts';
import { FIRST_TENANT } from '../../model/tenant.ts';
import type { TenantId } from '../../model/tenant.ts';
import { eachFirm } from './each-firm.ts';
import type { FirmWatch } from './each-firm.ts';
import type { Engine } from '../engine.ts';
import { backupTeller, digestTeller, overdueTeller, silenceTeller } from '../notifier.ts';
import type { linkInMails } from '../notifier.ts';

// What goes on by itself beside runs, whoever looks on.

/** By what the schedules and watches of the service go, and wait. */
export interface ServiceTime {
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** The machine's. */
export const MACHINE_TIME: ServiceTime = { clock: systemClock, sleep: machineSleep };

/** For what goes on by itself. */
export interface KeepingWatch {
  readonly onFault: (error: unknown) => void;
  readonly log?: Log;
  /** Removes files of the log that are older than this moment; how many. */
  readonly forgetLogs?: (beforeMs: number) => number;
}

/** How profiles stand by the process at work. */
type Standings = Pick<Work, 'standings'>;

/** How it is gone on by itself. */
type Keeping = KeepingWatch & {
  readonly link: ReturnType<typeof linkInMails>;
  readonly time: ServiceTime;
  readonly live: Standings;
  readonly looks: LookPace;
  readonly version: string;
  /** The application of a firm; left out: the memory is of one. */
  readonly appOf?: (tenant: TenantId) => App;
  /** Its work. */
  readonly liveOf?: (tenant: TenantId, app: App) => Standings;
};

/** How profiles stand by an engine, all of them and a firm's, and how it looks into shops. */
export function keptBy(
  engine: Pick<Engine, 'live' | 'of' | 'looks'>,
): Pick<Keeping, 'live' | 'liveOf' | 'looks'> {
  const { live, looks } = engine;
  return { live, looks, liveOf: (tenant, app) => engine.of?.(tenant, app) ?? live };
}

/** What is watched of a firm's own, or of the only one. */
function watchesOf(how: Keeping): readonly FirmWatch[] {
  const { onFault, link, live, liveOf, version, looks: pace } = how;
  const { clock, sleep } = how.time;
  return [
    {
      watch: async (app, signal) => {
        const onOverdue = overdueTeller(app, onFault, link);
        await new OverdueWatch(app, { clock, onOverdue, pace }).run(sleep, signal, onFault);
      },
    },
    {
      of: 'digests',
      watch: (app, signal) =>
        new DigestSender(app, clock, digestTeller(app, link)).run(sleep, signal, onFault),
    },
    {
      of: 'reportedTo',
      watch: (app, signal) =>
        new SilenceWatch(app.reportedShops, silenceTeller(app, onFault, link)).run(sleep, signal, onFault),
    },
    {
      of: 'reporting',
      watch: async (app, signal, tenant) => {
        const standings = (): ReturnType<Standings['standings']> =>
          (liveOf?.(tenant, app) ?? live).standings();
        const parts = { desk: app.reporting, standings, version, clock, random: Math.random };
        await new ReportSender(parts).run(sleep, signal, onFault);
      },
    },
  ];
}

/** What goes on by itself while the page is served, until the signal ends it. */
export async function keepWatch(app: App, signal: AbortSignal, how: Keeping): Promise<void> {
  const { onFault, link, appOf, log = NO_LOG, forgetLogs = () => 0 } = how;
  const { clock, sleep } = how.time;
  const onForgotten = (last: LastForgetting): void => log.line('info', 'forgotten', { ...last });
  const watches = watchesOf(how);
  await Promise.all([
    ...(appOf === undefined
      ? watches.map(async ({ watch }) => watch(app, signal, FIRST_TENANT))
      : [eachFirm(app, { appOf, watches, sleep, onFault }, signal)]),
    new BackupKeeper(app.backups, clock, backupTeller(app, onFault, link)).run(sleep, signal, onFault),
    new RetentionKeeper(app.retention, clock, { onForgotten, forgetLogs }).run(sleep, signal, onFault),
    app.agents.watch(sleep, signal, onFault),
  ]);
}
