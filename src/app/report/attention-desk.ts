import type { ProfileId } from '../../model/profile.ts';
import type { AttentionNote } from '../../model/run.ts';
import type { AttentionItem, AttentionList } from '../../state/state.ts';

/** Attention items that stand open, to be decided with. */
export interface OpenItems {
  /** The open item of a subject, if any. */
  item(subject: string): AttentionItem | null;
  /** The open items of one kind: those whose subjects begin so. */
  items(prefix: string): readonly AttentionItem[];
  /** True when a record with this content was refused before, and it neither changed nor was released. */
  isStillRefused(subject: string, contentHash: string): boolean;
}

/**
 * The attention list during one task: what is parked goes on it, and an item whose cause is gone is resolved.
 * What was met as still wrong in this task is not resolved by it.
 */
export class AttentionDesk implements OpenItems {
  readonly #list: AttentionList;
  readonly #profileId: ProfileId;
  readonly #open: Map<string, AttentionItem>;
  readonly #met = new Set<string>();

  private constructor(list: AttentionList, profileId: ProfileId, items: readonly AttentionItem[]) {
    this.#list = list;
    this.#profileId = profileId;
    this.#open = new Map(items.map((item) => [item.subject, item]));
  }

  /** Reads what stands open. */
  static async open(list: AttentionList, profileId: ProfileId): Promise<AttentionDesk> {
    return new AttentionDesk(list, profileId, await list.list(profileId));
  }

  item(subject: string): AttentionItem | null {
    return this.#open.get(subject) ?? null;
  }

  items(prefix: string): readonly AttentionItem[] {
    return [...this.#open.values()].filter(({ subject }) => subject.startsWith(prefix));
  }

  isStillRefused(subject: string, contentHash: string): boolean {
    const item = this.#open.get(subject);
    if (item === undefined || item.contentHash === '') return false;
    return item.contentHash === contentHash && !item.isReleased;
  }

  /** The subject was met and is not as it should be: its item stays. */
  met(subject: string): void {
    this.#met.add(subject);
  }

  /**
   * Puts a record on the list; true when that is news: it was not there before with this code, or somebody
   * has released it and it is refused again.
   */
  async park(note: AttentionNote, contentHash: string, nowIso: string): Promise<boolean> {
    this.met(note.subject);
    const { subject, code, facts } = note;
    const news = await this.#list.put(this.#profileId, [{ subject, code, facts, contentHash }], nowIso);
    const before = this.#open.get(subject);
    if (before !== undefined) this.#open.set(subject, { ...before, isReleased: false });
    return news.length > 0 || before?.isReleased === true;
  }

  /** The record is as it should be: an open item about it is resolved. */
  async settle(subject: string): Promise<void> {
    if (!this.#open.has(subject) || this.#met.has(subject)) return;
    this.#open.delete(subject);
    await this.#list.resolve(this.#profileId, [subject]);
  }

  /** After a whole pass: open items of these kinds whose record was not met again have lost their cause. */
  async settleUnmet(prefix: string): Promise<void> {
    for (const subject of [...this.#open.keys()].filter((key) => key.startsWith(prefix)))
      await this.settle(subject);
  }
}
