import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import { wholeNumber } from '../read-number.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import type { CliSession } from '../session.ts';
import { memoryFolder } from '../with-app.ts';

/** Hosts that nobody reaches but this machine. */
const LOOPBACK = /^(?:localhost$|127\.|::1$)/;

/** The page in the browser, with the schedules of all profiles, until Ctrl-C. */
export async function serveCommand(
  session: CliSession,
  options: {
    readonly port?: string;
    readonly host?: string;
    readonly origin?: string;
    readonly metricsTokenFile?: string;
  },
): Promise<number> {
  const { program } = session;
  const host = options.host ?? '127.0.0.1';
  const page = await program.servePage({
    dataFolder: memoryFolder(session),
    host,
    port: wholeNumber('--port', options.port, { missing: 8710, most: 65_535 }),
    ...(options.origin === undefined ? {} : { origin: options.origin }),
    ...(options.metricsTokenFile === undefined ? {} : { metricsTokenFile: options.metricsTokenFile }),
    log: session.log,
    onFault: (error) => {
      session.log.fault(error);
      const message = error instanceof SyncError ? error.code : String(error);
      session.printFault(message);
    },
  });
  const { phrases } = session.texts;
  // Nobody speaks TLS for it where no origin is named: passwords and sessions go as they are.
  if (!LOOPBACK.test(host) && options.origin === undefined)
    session.printFault(fill(phrases['serve.open'], { host }));
  if (session.isJson) session.printJson({ type: 'pageServed', url: page.url, setupCode: page.setupCode });
  else {
    session.print(fill(phrases['serve.running'], { address: page.url }));
    if (page.setupCode !== null) session.print(fill(phrases['serve.setupCode'], { code: page.setupCode }));
    session.print(phrases['sandbox.stop']);
  }
  return runUntilStopped(session, () => page.close());
}
