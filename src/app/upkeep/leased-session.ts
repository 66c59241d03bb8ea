import type { Profile } from '../../model/profile.ts';
import { runnableSettings } from '../../model/runnable-settings.ts';
import type { AppParts } from '../app-parts.ts';
import { HeldLease } from '../lease.ts';
import type { Following } from '../run-request.ts';
import { withSession } from '../session.ts';
import type { Session } from '../session.ts';

/** Both sides opened while nobody else works on the profile. Rejects `run.alreadyRunning`. */
export async function withLeasedSession<T>(
  parts: AppParts,
  profile: Profile,
  what: {
    readonly following: Following;
    readonly use: (session: Session) => Promise<T>;
    /** Order numbers that begin again do not end it (Q6). */
    readonly isNumberingOpen?: boolean;
  },
): Promise<T> {
  const settings = runnableSettings(profile.settings);
  const lease = await HeldLease.take(parts, profile);
  const signal = AbortSignal.any([what.following.signal, lease.signal]);
  const { onEvent } = what.following;
  try {
    return await withSession(
      lease.parts,
      {
        profile,
        settings,
        tasks: ['export-goods'],
        signal,
        onEvent,
        isNumberingOpen: what.isNumberingOpen ?? false,
      },
      what.use,
    );
  } finally {
    await lease.release();
  }
}
