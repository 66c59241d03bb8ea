import { parseAddress, serverOf } from '../model/address.ts';
import type { Report, TakenReport } from '../model/reporting.ts';
import { SyncError } from '../model/sync-error.ts';
import { HttpClient } from '../wire/http-client.ts';
import type { HttpClientOptions } from '../wire/http-client.ts';

const LIMITS = { beginMs: 15_000, wholeMs: 60_000, maxBytes: 64 * 1024 } as const;
const RATE_LIMIT = { atOnce: 1, perSecond: 1 } as const;

/** What a page has refused, and the program can name. */
const REFUSED: Readonly<Record<number, 'report.tokenWrong' | 'report.otherSender' | 'report.suspended'>> = {
  401: 'report.tokenWrong',
  403: 'report.otherSender',
  423: 'report.suspended',
};

function readTaken(text: string): TakenReport | null {
  try {
    const { isNews, sequence } = JSON.parse(text) as Partial<TakenReport>;
    return typeof isNews === 'boolean' && Number.isSafeInteger(sequence)
      ? { isNews, sequence: Number(sequence) }
      : null;
  } catch {
    return null;
  }
}

/**
 * Posts a report to a page of this program, by the rules of webhooks: the host guard, TLS as the machine
 * trusts it, no redirect followed. Rejects `report.tokenWrong`, `report.otherSender`, `report.suspended`,
 * `report.notSent`; never with the token in an error.
 */
export async function sendReport(
  to: { readonly address: string; readonly token: string },
  report: Report,
  signal: AbortSignal,
  parts: Pick<HttpClientOptions, 'clock' | 'sleep' | 'random' | 'guard'>,
): Promise<TakenReport> {
  const parsed = parseAddress(to.address);
  const failed = (reason: string, cause?: unknown): SyncError =>
    new SyncError('report.notSent', { host: parsed?.writtenHost ?? '', reason }, { cause });
  if (parsed === null) throw failed('URL');
  const translate: HttpClientOptions['translate'] = (fault) => failed(fault.reason, fault);
  const http = new HttpClient({
    ...parts,
    translate,
    rateLimit: RATE_LIMIT,
    limits: LIMITS,
    // Whoever sends reports asks again by itself, with the newest.
    attempts: 1,
  });
  const request = {
    method: 'POST',
    base: serverOf(parsed),
    path: `${parsed.writtenPath}/api/reports`,
    kind: 'create',
    what: 'report',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${to.token}` },
    body: JSON.stringify(report),
  } as const;
  try {
    return await http.send(request, signal, ({ status, body }) => {
      const refused = REFUSED[status];
      if (refused !== undefined) throw new SyncError(refused);
      const taken = status === 200 ? readTaken(body) : null;
      if (taken === null) throw failed(String(status));
      return taken;
    });
  } finally {
    await http.close();
  }
}
