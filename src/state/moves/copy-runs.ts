import type { ProfileId } from '../../model/profile.ts';
import type { Copying } from './copying.ts';

const RUNS_AT_ONCE = 200;
const EVENTS_AT_ONCE = 1000;

/** Copies the runs of a profile and what they told; they get other numbers, in the same order. */
export async function copyRuns(copying: Copying, id: ProfileId, own: ProfileId): Promise<void> {
  const { from, to } = copying;
  let after = 0;
  for (;;) {
    const runs = await from.database
      .selectFrom('runs')
      .selectAll()
      .where('profile_id', '=', id)
      .where('id', '>', after)
      .orderBy('id')
      .limit(RUNS_AT_ONCE)
      .execute();
    if (runs.length === 0) return;
    const made = await to
      .insertInto('runs')
      .values(runs.map(({ id: _number, ...run }) => ({ ...run, profile_id: own })))
      .returning('id')
      .execute();
    // Rows of one statement are numbered as they stand in it; in which order they are answered is not
    // promised.
    const numbers = made.map((run) => run.id).toSorted((left, right) => left - right);
    await copyEvents(copying, new Map(runs.map((run, index) => [run.id, numbers[index] ?? 0])));
    after = runs.at(-1)?.id ?? 0;
  }
}

async function copyEvents({ from, to }: Copying, numbers: ReadonlyMap<number, number>): Promise<void> {
  let after = 0;
  for (;;) {
    const events = await from.database
      .selectFrom('run_events')
      .selectAll()
      .where(from.among('run_id', [...numbers.keys()]))
      .where('id', '>', after)
      .orderBy('id')
      .limit(EVENTS_AT_ONCE)
      .execute();
    if (events.length === 0) return;
    await to
      .insertInto('run_events')
      .values(
        events.map(({ id: _number, ...event }) => ({
          ...event,
          run_id: numbers.get(event.run_id) ?? 0,
          event: withRun(event.event, numbers),
        })),
      )
      .execute();
    after = events.at(-1)?.id ?? 0;
  }
}

/** The events that name their own run. */
function withRun(text: string, numbers: ReadonlyMap<number, number>): string {
  if (!text.includes('"runId":')) return text;
  const event = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const number = numbers.get(Number(event['runId']));
  return number === undefined ? text : JSON.stringify({ ...event, runId: number });
}
