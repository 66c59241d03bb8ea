import type { ProfileId } from '../../../model/profile.ts';
import type { TaskName } from '../../../model/run.ts';

/** When a task of a profile last came to its end. */
export interface TaskSuccessTable {
  readonly profile_id: ProfileId;
  readonly task: TaskName;
  readonly run_id: number;
  readonly ended_at: string;
}
