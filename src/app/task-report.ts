import type { Change, ChangeOutcome, SkippedRecord, TaskPlan } from '../model/plan.ts';
import type { ProfileId } from '../model/profile.ts';
import { NO_COUNTS } from '../model/run.ts';
import type { AttentionNote, NoticeCode, RunEvent, TaskCounts, TaskName } from '../model/run.ts';
import type { ErrorFacts } from '../model/sync-error.ts';
import type { AttentionItem, State, StoredEvent } from '../state/state.ts';
import type { ApprovedChanges } from './approved-changes.ts';

type CountName = keyof TaskCounts;

export interface ReportOptions {
  readonly task: TaskName;
  readonly profileId: ProfileId;
  readonly state: State;
  /** Null in a plan: nothing is written anywhere. */
  readonly runId: number | null;
  readonly approved: ApprovedChanges | null;
  readonly nowIso: () => string;
  readonly onEvent: (event: RunEvent) => void;
}

const EVENTS_AT_ONCE = 500;
const CREATING = new Set<Change['kind']>(['addGood', 'recordOperation', 'createProduct']);

/**
 * What one task tells and counts. In a run it also keeps the run's log and the attention list; in a plan it
 * gathers the plan and writes nothing.
 */
export class TaskReport {
  readonly #options: ReportOptions;
  readonly #counts: Record<CountName, number> = { ...NO_COUNTS };
  readonly #planned: Change[] = [];
  readonly #attention: AttentionNote[] = [];
  readonly #skipped: SkippedRecord[] = [];
  readonly #notices: { code: NoticeCode; facts: ErrorFacts }[] = [];
  readonly #seen = new Set<string>();
  #open = new Map<string, AttentionItem>();
  #log: StoredEvent[] = [];

  constructor(options: ReportOptions) {
    this.#options = options;
  }

  get isPlan(): boolean {
    return this.#options.runId === null;
  }

  /** The changes of this run were seen and approved by a person as a plan. */
  get isApproved(): boolean {
    return this.#options.approved !== null;
  }

  get task(): TaskName {
    return this.#options.task;
  }

  get counts(): TaskCounts {
    return { ...this.#counts };
  }

  /** Reads the attention items that stand open, so that the ones whose cause is gone can be resolved. */
  async open(): Promise<void> {
    const items = await this.#options.state.attention.list(this.#options.profileId);
    this.#open = new Map(items.map((item) => [item.subject, item]));
    this.#tell({ type: 'taskStarted', task: this.#options.task });
  }

  /** The open item of a subject, if any. */
  openItem(subject: string): AttentionItem | null {
    return this.#open.get(subject) ?? null;
  }

  /**
   * True when a record with this content was refused before, and neither it changed nor a person released
   * it.
   */
  isStillRefused(subject: string, contentHash: string): boolean {
    const item = this.#open.get(subject);
    const isSame = item !== undefined && item.contentHash !== '' && item.contentHash === contentHash;
    if (!isSame || item.isReleased) return false;
    this.#seen.add(subject);
    this.#counts.skipped += 1;
    return true;
  }

  progress(phase: 'read' | 'write', done: number, total: number | null): void {
    this.#options.onEvent({ type: 'progress', task: this.#options.task, phase, done, total });
  }

  count(name: CountName, by = 1): void {
    this.#counts[name] += by;
  }

  /**
   * A change that a plan shows, or that a run is about to make. False: do not make it (plan, or not
   * approved).
   */
  async mayMake(change: Change, isAdded?: (goodId: number) => boolean): Promise<boolean> {
    if (this.isPlan) {
      this.#planned.push(change);
      return false;
    }
    const { approved } = this.#options;
    if (approved === null) return true;
    const verdict = approved.check(change, isAdded);
    if (verdict === 'stale') await this.made(change, stale(change));
    return verdict === 'yes';
  }

  /** What came of a change: counted, told and kept in the run's log with before and after. */
  async made(change: Change, outcome: ChangeOutcome): Promise<void> {
    if (outcome.kind === 'done') {
      if (change.kind !== 'link') this.#counts[CREATING.has(change.kind) ? 'created' : 'updated'] += 1;
    } else if (outcome.kind !== 'parked') {
      this.#counts.failed += 1;
    }
    await this.#keep({ type: 'change', task: this.#options.task, change, outcome });
  }

  /**
   * Parks a record: it goes on the attention list, others go on (E9). Counted when it was not there before.
   */
  async park(note: AttentionNote, contentHash = ''): Promise<void> {
    this.#seen.add(note.subject);
    this.#attention.push(note);
    if (this.isPlan) return;
    const { state, profileId, nowIso } = this.#options;
    const isNew = (await state.attention.put(profileId, [{ ...note, contentHash }], nowIso())).length > 0;
    this.#counts[isNew ? 'attention' : 'skipped'] += 1;
    await this.#keep({ type: 'attention', task: this.#options.task, note, isNew });
  }

  /** The record is as it should be: an open item about it is resolved. */
  async settle(subject: string): Promise<void> {
    if (!this.#open.has(subject) || this.#seen.has(subject)) return;
    this.#open.delete(subject);
    if (!this.isPlan) await this.#options.state.attention.resolve(this.#options.profileId, [subject]);
  }

  /** After a whole pass: open items of these kinds whose record was not met again have lost their cause. */
  async settleUnseen(prefix: string): Promise<void> {
    for (const subject of [...this.#open.keys()].filter((key) => key.startsWith(prefix)))
      await this.settle(subject);
  }

  /** A record that needs nothing or must not be handled; `code` words it. */
  skip(record: SkippedRecord, code: NoticeCode = 'notice.order.notImported'): void {
    this.#counts.skipped += 1;
    this.#skipped.push(record);
    const facts = { record: record.label, reason: record.reason };
    this.#tell({ type: 'notice', task: this.#options.task, code, facts });
  }

  async notice(code: NoticeCode, facts: ErrorFacts = {}): Promise<void> {
    this.#notices.push({ code, facts });
    await this.#keep({ type: 'notice', task: this.#options.task, code, facts });
  }

  /** Ends the task: approved changes that no longer hold are told, the log is written. */
  async end(): Promise<void> {
    for (const change of this.#options.approved?.leftOver(this.#options.task) ?? [])
      await this.made(change, stale(change));
    await this.#keep({ type: 'taskEnded', task: this.#options.task, counts: this.counts });
    await this.flush();
  }

  /** Writes what the log holds back; called at the end and when a task breaks off. */
  async flush(): Promise<void> {
    const { runId, state } = this.#options;
    const events = this.#log;
    this.#log = [];
    if (runId !== null && events.length > 0) await state.runs.addEvents(runId, events);
  }

  plan(): TaskPlan {
    return {
      task: this.#options.task,
      changes: this.#planned,
      attention: this.#attention,
      skipped: this.#skipped,
      notices: this.#notices,
      unchanged: this.#counts.unchanged,
    };
  }

  #tell(event: RunEvent): void {
    this.#options.onEvent(event);
  }

  async #keep(event: RunEvent): Promise<void> {
    this.#tell(event);
    if (this.isPlan) return;
    this.#log.push({ at: this.#options.nowIso(), event });
    if (this.#log.length >= EVENTS_AT_ONCE) await this.flush();
  }
}

function stale(change: Change): ChangeOutcome {
  return { kind: 'failed', code: 'plan.stale', facts: { record: change.label } };
}
