import type { ErrorCode } from '../../../src/model/error-codes.ts';
import type { ProfileId } from '../../../src/model/profile.ts';
import type { State } from '../../../src/state/state.ts';

/** Puts a run into a memory that has ended by a fault, as the program keeps it. */
export async function keepFailedRun(
  { runs }: Pick<State, 'runs'>,
  id: ProfileId,
  run: {
    readonly code: ErrorCode;
    readonly facts: Readonly<Record<string, string>>;
    readonly startedBy?: string;
    readonly nowIso: string;
  },
): Promise<void> {
  const { code, facts, startedBy = '', nowIso } = run;
  const made = await runs.start(id, { tasks: ['export-goods'], trigger: 'person', startedBy }, nowIso);
  const event = { type: 'runEnded', runId: made, end: 'failed', counts: {}, error: { code, facts } } as const;
  await runs.addEvents(made, [{ at: nowIso, event }]);
  await runs.finish(made, { end: 'failed', counts: {}, nowIso });
}
