import type { AttentionNote, Notice, TaskCounts } from '../model/run.ts';
import type { DecidedChange, DecidedNote, DecidedSkip, TaskWindow } from './task-window.ts';

/** A window while it is being decided. */
export class WindowDraft<Step extends DecidedChange> {
  #steps: Step[] = [];
  #notes: DecidedNote[] = [];
  #settled: string[] = [];
  #stillRefused: string[] = [];
  #metWhole: string[] = [];
  #skipped: DecidedSkip[] = [];
  #notices: Notice[] = [];
  #counts: Partial<Record<keyof TaskCounts, number>> = {};

  /** Records in it: what a window is cut by. */
  get size(): number {
    return this.#steps.length + this.#notes.length + this.#stillRefused.length + this.#skipped.length;
  }

  add(...steps: readonly Step[]): void {
    for (const step of steps) this.#steps.push(step);
  }

  /** Parks a record: others go on (E9). */
  park(note: AttentionNote, contentHash = ''): void {
    this.#notes.push({ ...note, contentHash, isHold: false });
  }

  /** A note that holds changes until a person approves them. */
  hold(note: AttentionNote): void {
    this.#notes.push({ ...note, contentHash: '', isHold: true });
  }

  settle(subject: string): void {
    this.#settled.push(subject);
  }

  refusedBefore(subject: string): void {
    this.#stillRefused.push(subject);
  }

  metAll(prefix: string): void {
    this.#metWhole.push(prefix);
  }

  skip(record: DecidedSkip): void {
    this.#skipped.push(record);
  }

  notice(notice: Notice): void {
    this.#notices.push(notice);
  }

  count(name: keyof TaskCounts, by = 1): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + by;
  }

  /** The window as decided; the draft begins anew. */
  take(): TaskWindow<Step> {
    const window = {
      steps: this.#steps,
      notes: this.#notes,
      settled: this.#settled,
      stillRefused: this.#stillRefused,
      metWhole: this.#metWhole,
      skipped: this.#skipped,
      notices: this.#notices,
      counts: this.#counts,
    };
    [this.#steps, this.#notes, this.#settled, this.#stillRefused] = [[], [], [], []];
    [this.#metWhole, this.#skipped, this.#notices, this.#counts] = [[], [], [], {}];
    return window;
  }
}
