import type { App } from '../app/app.ts';
import type { Clock } from '../lib/clock.ts';
import { asSyncError } from '../model/sync-error.ts';
import { logTail } from './log-tail.ts';
import { profileDiagnosis } from './profile-diagnosis.ts';

/** The first line of the file; another form has another name. */
export const DIAGNOSIS_FORMAT = 'skladbridge-diagnosis-1';
const LINES = 500;
const HOLDS =
  'Versions, settings, runs, the end of the log and what both sides answer, for whoever helps. No secrets; names, ' +
  'telephones, e-mails and addresses of people are left out, as is every text that somebody may have written.';

/** What only the process itself knows. */
export interface Surroundings {
  /** Of the program, of what it runs on, and of the memory. */
  readonly versions: Readonly<Record<string, unknown>>;
  readonly machine: Readonly<Record<string, unknown>>;
  /** What `doctor` says. */
  readonly doctor: () => Promise<readonly unknown[]>;
  /** The end of the log's file; null = there is none that anybody knows of. */
  readonly log: () => Promise<string | null>;
  readonly clock: Clock;
}

/** What is asked for. */
export interface DiagnosisRequest {
  /** Null = of all of them. */
  readonly profile: string | null;
  readonly signal: AbortSignal;
  /** Told what is looked at next: `program`, `log`, or a profile's name. */
  readonly onStep: (step: string) => void;
}

/**
 * What was asked, or the code of what kept it from being told: a diagnosis is made where something is
 * broken.
 */
export async function toldOrFault<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | { fault: string }> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    return { fault: asSyncError(error).code };
  }
}

async function programDiagnosis(app: App, around: Surroundings, signal: AbortSignal): Promise<object> {
  const told = <T>(work: () => Promise<T>) => toldOrFault(work, signal);
  return {
    doctor: await told(around.doctor),
    leases: await told(async () =>
      (await app.vitals.leases()).map(({ profile, leftMs, isSane }) => ({ profile, leftMs, isSane })),
    ),
    retention: await told(() => app.retention.status()),
    backups: await told(async () => {
      const { plan, files, failure } = await app.backups.status();
      const newest = files[0]?.madeAtMs;
      return {
        every: plan.every,
        keep: plan.keep,
        files: files.length,
        newest: newest === undefined ? null : new Date(newest).toISOString(),
        failure: failure === null ? null : { since: failure.since, code: failure.code },
      };
    }),
    accounts: await told(async () => {
      const roles = (await app.access.desk.list()).map(({ role }) => role);
      return {
        owners: roles.filter((role) => role === 'owner').length,
        operators: roles.filter((role) => role === 'operator').length,
      };
    }),
    vitals: await told(() => app.vitals.profiles()),
  };
}

/**
 * One text for support (JSON, so that any editor and any program can read it). Reads only. Rejects
 * `profile.notFound`, and `run.cancelled` when it is stopped; whatever else fails is told in it.
 */
export async function diagnose(app: App, around: Surroundings, request: DiagnosisRequest): Promise<string> {
  const { profile, signal, onStep } = request;
  // Asked first: a name that nobody has is no diagnosis.
  const names =
    profile === null
      ? (await app.listProfiles()).map((each) => each.profile.name)
      : [(await app.summary(profile)).profile.name];
  onStep('program');
  const program = await programDiagnosis(app, around, signal);
  const profiles: unknown[] = [];
  for (const name of names) {
    onStep(name);
    profiles.push(await profileDiagnosis(app, name, signal));
  }
  onStep('log');
  const log = await toldOrFault(around.log, signal);
  const diagnosis = {
    format: DIAGNOSIS_FORMAT,
    holds: HOLDS,
    madeAt: new Date(around.clock.now()).toISOString(),
    versions: around.versions,
    machine: around.machine,
    program,
    profiles,
    log: typeof log === 'string' ? logTail(log, LINES) : log,
  };
  return `${JSON.stringify(diagnosis, null, 2)}\n`;
}
