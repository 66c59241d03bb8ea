import type { Change, ChangeOutcome } from '../../model/plan.ts';
import type { AttentionNote, NoticeCode, TaskCounts, TaskName } from '../../model/run.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import type { DecidedSkip, TaskWindow } from '../../sync/task-window.ts';
import type { ApprovedChanges } from './approved-changes.ts';
import type { AttentionDesk } from './attention-desk.ts';
import { Counters } from './counters.ts';
import type { TaskLog } from './run-log.ts';
import { withCurrency } from './with-currency.ts';
import type { Currencies } from './with-currency.ts';

export interface ReportParts {
  readonly task: TaskName;
  readonly desk: AttentionDesk;
  readonly log: TaskLog;
  readonly nowIso: () => string;
  readonly currencies: Currencies;
  /** The changes that a person has approved as a plan; null = whatever is decided. */
  readonly approved: ApprovedChanges | null;
}

/** What one task of a run tells: it counts, parks and logs what comes of its windows. */
export class TaskReport {
  readonly #parts: ReportParts;
  readonly #counters = new Counters();

  constructor(parts: ReportParts) {
    this.#parts = parts;
  }

  get isApproved(): boolean {
    return this.#parts.approved !== null;
  }

  get task(): TaskName {
    return this.#parts.task;
  }

  get counts(): TaskCounts {
    return this.#counters.value;
  }

  progress(phase: 'read' | 'write', done: number, total: number | null): void {
    this.#parts.log.tell({ type: 'progress', task: this.task, phase, done, total });
  }

  count(name: keyof TaskCounts, by = 1): void {
    this.#counters.add(name, by);
  }

  /** What was decided and is not a change: notes are parked, the rest is told and counted. */
  async tell(window: TaskWindow): Promise<void> {
    for (const { code, facts } of window.notices) await this.notice(code, facts);
    for (const subject of window.stillRefused) {
      this.#parts.desk.met(subject);
      this.count('skipped');
    }
    for (const note of window.notes)
      if (!note.isHold || !this.isApproved) await this.park(note, note.contentHash);
    for (const record of window.skipped) this.skip(record);
    this.#counters.addAll(window.counts);
  }

  /**
   * After a window was carried out: what has lost its cause is resolved, but for what was parked meanwhile.
   */
  async settleAll(window: TaskWindow): Promise<void> {
    for (const subject of window.settled) await this.settle(subject);
    for (const prefix of window.metWhole) await this.settleUnseen(prefix);
  }

  /** After a whole pass: open items of these kinds whose record was not met again have lost their cause. */
  async settleUnseen(prefix: string): Promise<void> {
    await this.#parts.desk.settleUnmet(prefix);
  }

  /** What came of a change: counted, told and kept in the run's log with before and after. */
  async made(change: Change, outcome: ChangeOutcome): Promise<void> {
    this.#counters.made(change, outcome);
    const told = withCurrency(change, this.#parts.currencies);
    await this.#parts.log.keep({ type: 'change', task: this.task, change: told, outcome });
  }

  /** An approved change whose facts are others now: it is not made (spec section 4). */
  async refuseChanged(change: Change): Promise<void> {
    await this.made(change, { kind: 'failed', code: 'plan.stale', facts: { record: change.label } });
  }

  /** An approved change that stands already: there is nothing to make. */
  async alreadyDone(change: Change): Promise<void> {
    this.count('skipped');
    await this.notice('notice.change.alreadyDone', { record: change.label });
  }

  /**
   * Parks a record: it goes on the attention list, others go on (E9). Counted when it was not there before.
   */
  async park(note: AttentionNote, contentHash = ''): Promise<void> {
    const { desk, log, nowIso } = this.#parts;
    const { subject, code, facts } = note;
    const isNew = await desk.park(note, contentHash, nowIso());
    this.count(isNew ? 'attention' : 'skipped');
    await log.keep({ type: 'attention', task: this.task, note: { subject, code, facts }, isNew });
  }

  /** The record is as it should be: an open item about it is resolved. */
  async settle(subject: string): Promise<void> {
    await this.#parts.desk.settle(subject);
  }

  /** A record that needs nothing or must not be handled; its code words it. */
  skip({ code, label, reason }: DecidedSkip): void {
    this.#counters.add('skipped');
    this.#parts.log.tell({ type: 'notice', task: this.task, code, facts: { record: label, reason } });
  }

  async notice(code: NoticeCode, facts: ErrorFacts = {}): Promise<void> {
    await this.#parts.log.keep({ type: 'notice', task: this.task, code, facts });
  }

  /** Ends the task in the log. */
  async end(): Promise<void> {
    await this.#parts.log.keep({ type: 'taskEnded', task: this.task, counts: this.counts });
    await this.flush();
  }

  /** Writes what the log holds back; called at the end and when a task breaks off. */
  async flush(): Promise<void> {
    await this.#parts.log.flush();
  }
}
