import { nowIso } from '../../lib/clock.ts';
import { parseAddress, withoutPassword } from '../../model/address.ts';
import { isReportInterval } from '../../model/reporting.ts';
import type { Report, ReportTarget } from '../../model/reporting.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { AppParts } from '../app-parts.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';
import type { ReportDraft, Reporting } from './make-report.ts';

/** As `randomToken` makes them. */
const TOKEN = /^[\w-]{43}$/;
/** Hosts that nobody reaches but this machine. */
const LOOPBACK = /^(?:localhost$|127\.|::1$)/;
/** The other side has seen a later number, as after a restore here: told once more behind it. */
const TRIES = 2;

/** What is typed about where to report. */
export interface ReportWish {
  readonly address: string;
  readonly everyMinutes: number;
  /** Null = it stays. */
  readonly token: string | null;
}

/** Where a firm reports, as a setting of all of it. */
export interface ReportDesk {
  /** Null = nowhere. */
  target(): Promise<ReportTarget | null>;
  /**
   * Rejects `report.addressMalformed`, `report.notSecure`, `report.tokenMalformed`, `report.tokenMissing`,
   * `settings.badValue`.
   */
  set(wish: ReportWish): Promise<ReportTarget>;
  stop(): Promise<void>;
  /** How the firm stands, without what was acknowledged. */
  draft(about: Reporting): Promise<ReportDraft>;
  /**
   * Tells it. What came of it is kept beside the target. Rejects `report.*`; repeatable: the other side knows
   * what it has taken.
   */
  send(draft: ReportDraft, signal: AbortSignal): Promise<void>;
}

/** The address as it is kept: without a slash at its end. Throws `report.addressMalformed`, `report.notSecure`. */
export function readReportAddress(text: string): string {
  const address = parseAddress(text.trim());
  const isPlain = address !== null && !address.hasPassword && address.user === '' && !address.hasFragment;
  if (!isPlain || address.parameters.size > 0 || !['http', 'https'].includes(address.scheme))
    throw new SyncError('report.addressMalformed', { value: withoutPassword(text) });
  if (address.scheme === 'http' && !LOOPBACK.test(address.host))
    throw new SyncError('report.notSecure', { value: address.writtenHost });
  const port = address.port === null ? '' : `:${address.port}`;
  return `${address.scheme}://${address.writtenHost}${port}${address.writtenPath}`;
}

function readWish({ address, everyMinutes, token }: ReportWish): ReportWish {
  if (!isReportInterval(everyMinutes))
    throw new SyncError('settings.badValue', {
      key: '--every',
      value: String(everyMinutes),
      expected: '1–1440',
    });
  const typed = token?.trim() ?? '';
  if (typed !== '' && !TOKEN.test(typed)) throw new SyncError('report.tokenMalformed');
  return { address: readReportAddress(address), everyMinutes, token: typed === '' ? null : typed };
}

/** The newest run of each profile that a report tells of. */
function lastRuns({ runs }: Pick<Report, 'runs'>): Readonly<Record<string, number>> {
  const last: Record<string, number> = {};
  for (const { profile, run } of runs) last[profile] = Math.max(last[profile] ?? 0, run.id);
  return last;
}

async function post(
  { state, clock, postReport }: AppParts,
  draft: ReportDraft,
  {
    target,
    token,
    signal,
  }: {
    readonly target: ReportTarget;
    readonly token: string;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  let above = 0;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // Kept before the report leaves: no number is ever given to two of them.
    const sequence = await state.reportLine.nextSequence(above);
    if (sequence === null) return;
    const { address, everyMinutes } = target;
    const report = { ...draft, sequence, everyMinutes, sentAt: nowIso(clock) };
    try {
      const taken = await postReport({ address, token }, report, signal);
      if (taken.sequence <= sequence)
        return await state.reportLine.acknowledge(sequence, lastRuns(draft), nowIso(clock));
      above = taken.sequence;
    } catch (error) {
      if (!signal.aborted) {
        const { code, facts } = asSyncError(error);
        await state.reportLine.noteFault(sequence, { code, facts });
      }
      throw error;
    }
  }
}

/** The desk over its parts. */
export function reportDesk(parts: AppParts, desk: ChangeDesk): ReportDesk {
  const { reportLine } = parts.state;
  return {
    target: () => reportLine.target(),
    set: async (wish) => {
      const read = readWish(wish);
      const before = (await reportLine.target())?.address ?? null;
      await reportLine.setTarget(read);
      await desk.note('', { kind: 'reporting', field: 'address', before, after: read.address });
      const target = await reportLine.target();
      if (target === null) throw new SyncError('report.notSet');
      return target;
    },
    stop: async () => {
      const before = (await reportLine.target())?.address ?? null;
      if (before === null) return;
      await reportLine.stop();
      await desk.note('', { kind: 'reporting', field: 'address', before, after: null });
    },
    draft: async (about) => {
      const { makeReport } = await import('./make-report.ts');
      return makeReport(parts, about, (await reportLine.target())?.acknowledged ?? {});
    },
    send: async (draft, signal) => {
      const target = await reportLine.target();
      const token = target === null ? null : await reportLine.token();
      if (target === null || token === null) throw new SyncError('report.notSet');
      await post(parts, draft, { target, token, signal });
    },
  };
}
