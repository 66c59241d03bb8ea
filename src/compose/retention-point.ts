import type { DoctorPoint } from '../cli/program.ts';
import { DEFAULT_RETENTION_DAYS, RETENTION_KEPT_AS } from '../model/retention.ts';
import type { LastForgetting } from '../model/retention.ts';

/**
 * For how long the log of runs is kept, and what was forgotten; nothing is wrong with either. `value`: one of
 * the memory's values of the whole program.
 */
export async function retentionPoint(value: (name: string) => Promise<string | null>): Promise<DoctorPoint> {
  const days = Number((await value(RETENTION_KEPT_AS.days)) ?? DEFAULT_RETENTION_DAYS);
  const kept = await value(RETENTION_KEPT_AS.last);
  if (kept === null) return { point: 'retentionNever', isOk: true, facts: { days } };
  const { at, runs, events } = JSON.parse(kept) as LastForgetting;
  return { point: 'retention', isOk: true, facts: { days, at: at.slice(0, 10), runs, events } };
}
