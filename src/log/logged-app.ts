import type { App } from '../app/app.ts';
import type { Log } from '../lib/log.ts';
import type { RunEvent } from '../model/run.ts';
import { runLine } from './run-line.ts';

/** Tells the events of a run as they come; the first names the run on every line from then on. */
function telling(log: Log, onEvent: ((event: RunEvent) => void) | undefined): (event: RunEvent) => void {
  return (event) => {
    if (event.type === 'runStarted') log.add({ run: event.runId });
    const told = runLine(event);
    if (told !== null) log.line(told.level, event.type, told.facts);
    onEvent?.(event);
  };
}

async function toldFault<T>(log: Log, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log.fault(error);
    throw error;
  }
}

/** The application, telling a log of its runs, plans and tests, whoever starts them. */
export function loggedApp(app: App, log: Log): App {
  return {
    ...app,
    run: (profile, request) =>
      log.within({ profile }, () =>
        toldFault(log, async () => {
          const summary = await app.run(profile, { ...request, onEvent: telling(log, request.onEvent) });
          if (summary.error !== null) log.fault(summary.error);
          return summary;
        }),
      ),
    plan: (profile, request) =>
      log.within({ profile, plan: true }, () =>
        toldFault(log, () => app.plan(profile, { ...request, onEvent: telling(log, request.onEvent) })),
      ),
    testProfile: (profile, ...rest) =>
      log.within({ profile, test: true }, () => toldFault(log, () => app.testProfile(profile, ...rest))),
  };
}
