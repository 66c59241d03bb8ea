import type { Log } from '../lib/log.ts';
import type { RunningHttp } from '../http/server.ts';
import type { TlsPair } from '../http/place/tls-pair.ts';

/** Certificates are renewed weeks before they end: nobody waits for this. */
const LOOK_MS = 30_000;

/** Who is told what becomes of a renewal. */
interface Told {
  readonly log: Log;
  readonly onFault: (error: unknown) => void;
}

/** Reads the pair anew and serves with it; the old one goes on where the new one is refused. */
async function readAgain(pair: TlsPair, http: Pick<RunningHttp, 'useTls'>, told: Told): Promise<void> {
  try {
    await pair.readAgain();
    http.useTls(pair.context);
    told.log.line('info', 'certificateRead', { until: pair.until.toISOString() });
  } catch (error) {
    told.onFault(error);
  }
}

/**
 * Takes up a renewed certificate without a restart: within half a minute, or at once on SIGHUP. Files that do
 * not fit each other yet are told as a fault and left; the old pair goes on until they do. Without a
 * certificate (null) SIGHUP ends nothing either: a service may always be asked to read its files anew. A
 * process that a person started in a terminal leaves SIGHUP alone: there it means that the terminal was
 * closed. Answers how to stop it.
 */
export function followCertificate(
  pair: TlsPair | null,
  http: Pick<RunningHttp, 'useTls'>,
  told: Told,
): () => void {
  const read = (): void => {
    if (pair !== null) void readAgain(pair, http, told);
  };
  const look = async (): Promise<void> => {
    if ((await pair?.hasChanged()) === true) read();
  };
  const looks = setInterval(() => void look(), LOOK_MS).unref();
  if (!process.stdin.isTTY) process.on('SIGHUP', read);
  return () => {
    clearInterval(looks);
    process.off('SIGHUP', read);
  };
}
