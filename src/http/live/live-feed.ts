import type { Telling } from '../../app/work/work.ts';
import { serverState, wordedServer } from '../server-row.ts';
import type { ServerState } from '../server-row.ts';
import type { FeedParts } from './feed-parts.ts';
import { Follower } from './follower.ts';
import { wordedTelling } from './wording.ts';
import type { Told, Wording } from './wording.ts';

/** What was told last is kept for a page whose line was cut. */
const KEPT = 1000;
/** Other processes write into the same memory: it is looked at so often while a page is open. */
const LOOK_MS = 3000;

/** Something that was told, at its place in this process's order. */
interface KeptEntry {
  readonly place: number;
  /** The newest mark that was told up to here; '' = none was. */
  readonly mark: string;
  readonly word: Wording;
}

/**
 * The one stream of what goes on, for any number of pages: what runs tell, and how each server stands, from
 * this process and from others. Bounded: what was told is kept for a while, and a page that does not keep up
 * is let go. An event's number is its place in this process, and behind `~` the mark of what was told last,
 * by which a page goes on at another process that shares the work.
 */
export class LiveFeed {
  readonly #parts: FeedParts;
  /** Another start of the program has told other things under the same numbers. */
  readonly #epoch: string;
  readonly #kept: KeptEntry[] = [];
  readonly #followers = new Set<Follower>();
  readonly #states = new Map<string, { readonly text: string; readonly state: ServerState }>();
  /** How the shops that report here were told last; null = nobody has looked. */
  #shops: string | null = null;
  /** Whether anybody works, as it was told last; null = nobody has looked. */
  #areWorkers: boolean | null = null;
  #place = 0;
  #mark = '';
  #looking: Promise<void> | null = null;
  #isStale = false;
  #looks: NodeJS.Timeout | null = null;
  readonly #stopListening: () => void;
  #isClosed = false;

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.#epoch = parts.clock.now().toString(36);
    this.#stopListening = parts.live.listen((name, telling, mark) => this.#told(name, telling, mark), {
      withPast: true,
    });
  }

  /**
   * Follows the feed: from behind the event that a page had last, where that one is still kept, else from how
   * everything stands now. To be left with `leave`.
   */
  async follow(lastEventId: string): Promise<Follower> {
    const follower = new Follower();
    const own = this.#placeOf(lastEventId);
    const place = own ?? (await this.#placeOfMark(lastEventId));
    const hello = { type: 'hello', at: this.#now(), isResumed: place !== null } as const;
    follower.push({ id: this.#idOf(place ?? this.#place), word: () => hello });
    for (const entry of this.#kept)
      if (place !== null && entry.place > place) follower.push({ ...entry, id: this.#idOf(entry.place) });
    // Whoever came while it was closed comes back, and is let in elsewhere.
    if (this.#isClosed) {
      follower.close();
      return follower;
    }
    this.#followers.add(follower);
    this.#looks ??= setInterval(() => void this.look(), LOOK_MS).unref();
    const looked = this.look();
    // Another process has told how servers stand under numbers of its own.
    if (own === null) void looked.then(() => this.#tellAll(follower, place === null));
    this.#parts.onFollowed?.();
    return follower;
  }

  /** Ends a following. Repeatable. */
  leave(follower: Follower): void {
    follower.close();
    this.#followers.delete(follower);
    if (this.#followers.size > 0 || this.#looks === null) return;
    clearInterval(this.#looks);
    this.#looks = null;
  }

  /** Whether a page follows. */
  get isFollowed(): boolean {
    return this.#followers.size > 0;
  }

  /** Hears nothing any more, and lets every page go. Repeatable. */
  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    for (const follower of this.#followers) this.leave(follower);
  }

  /**
   * Tells every server that stands otherwise than it did. To be asked for after each change; one look at a
   * time, and one more for whoever asked meanwhile. Without a page that follows nothing is looked at.
   */
  look(): Promise<void> {
    this.#isStale = true;
    this.#looking ??= this.#lookUntilFresh().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookUntilFresh(): Promise<void> {
    while (this.#isStale && this.#followers.size > 0) {
      this.#isStale = false;
      try {
        await this.#readStates();
      } catch (error) {
        // The program is about to end, or its memory is; a page that asks learns which.
        if (this.#followers.size > 0) this.#parts.onFault(error);
        return;
      }
    }
  }

  /** Which shop it is of, a page learns by its list: there is no other that it could hold. */
  async #readShops(): Promise<void> {
    const shops = await this.#parts.app.reportedShops.list();
    const text = JSON.stringify(shops.map(({ shop, judged }) => [shop.id, shop.name, shop.heardAt, judged]));
    const isFirst = this.#shops === null;
    if (this.#shops === text) return;
    this.#shops = text;
    const at = this.#now();
    if (!isFirst) this.#tell(() => ({ type: 'reported', at }));
  }

  async #readWorkers(): Promise<void> {
    const areThere = (await this.#parts.workers()) > 0;
    if (this.#areWorkers === areThere) return;
    this.#areWorkers = areThere;
    this.#tell(this.#wordWorkers(areThere));
  }

  #wordWorkers(areThere: boolean): Wording {
    const at = this.#now();
    return () => ({ type: 'workers', at, areThere });
  }

  async #readStates(): Promise<void> {
    await this.#readShops();
    await this.#readWorkers();
    const summaries = await this.#parts.app.listProfiles();
    const standings = await this.#parts.live.standings();
    const states = await Promise.all(
      summaries.map((summary) => serverState(summary, standings, this.#parts)),
    );
    const names = new Set(states.map(({ name }) => name));
    for (const name of this.#states.keys())
      if (!names.has(name)) {
        this.#states.delete(name);
        const told = this.#about(name);
        this.#tell(() => ({ ...told, type: 'serverGone' }));
      }
    for (const state of states) {
      const text = JSON.stringify(state);
      if (this.#states.get(state.name)?.text === text) continue;
      this.#states.set(state.name, { text, state });
      this.#tell(this.#wordState(state));
    }
  }

  #wordState(state: ServerState): Wording {
    const told = this.#about(state.name);
    return (language) => ({ ...told, type: 'server', server: wordedServer(state, language) });
  }

  /** How everything stands, for a page that has nothing to go on from; `isNew`: and what goes on. */
  async #tellAll(follower: Follower, isNew: boolean): Promise<void> {
    if (this.#areWorkers !== null) follower.push({ id: null, word: this.#wordWorkers(this.#areWorkers) });
    for (const [name, { state }] of this.#states) {
      follower.push({ id: null, word: this.#wordState(state) });
      if (isNew && state.isBusy) await this.#tellWork(follower, name);
    }
  }

  async #tellWork(follower: Follower, name: string): Promise<void> {
    const work = await this.#parts.live.work(name).catch(() => null);
    if (work === null || work.isOver) return;
    const told = this.#about(name);
    const { kind, startedAt, by, progress } = work;
    follower.push({ id: null, word: () => ({ ...told, type: 'workStarted', kind, startedAt, by }) });
    for (const event of progress) follower.push({ id: null, word: () => ({ ...told, ...event }) });
  }

  #told(name: string, telling: Telling, mark: string | null): void {
    const about = this.#about(name);
    this.#mark = mark ?? this.#mark;
    this.#tell((language) => wordedTelling(about, telling, language));
    const { type } = telling;
    if (type === 'started' || type === 'planReady' || type === 'ended') void this.look();
  }

  #tell(word: Wording): void {
    this.#place += 1;
    this.#kept.push({ place: this.#place, mark: this.#mark, word });
    if (this.#kept.length > KEPT) this.#kept.splice(0, this.#kept.length - KEPT);
    for (const follower of this.#followers) follower.push({ id: this.#idOf(this.#place), word });
  }

  #idOf(place: number): string {
    const oldest = this.#kept[0]?.place ?? 0;
    const mark = this.#kept[place - oldest]?.mark ?? this.#mark;
    return `${this.#epoch}-${place}${mark === '' ? '' : `~${mark}`}`;
  }

  /** The place behind which a page of this process goes on; null where what came since is not kept. */
  #placeOf(lastEventId: string): number | null {
    const [own = ''] = lastEventId.split('~');
    const [epoch, text = ''] = own.split('-');
    if (epoch !== this.#epoch || !/^\d{1,15}$/.test(text)) return null;
    const place = Number(text);
    const oldest = this.#kept[0]?.place ?? this.#place + 1;
    return place <= this.#place && place >= oldest - 1 ? place : null;
  }

  /** The same for a page that another process has told of the shared work. */
  async #placeOfMark(lastEventId: string): Promise<number | null> {
    const [, mark = ''] = lastEventId.split('~');
    if (mark === '') return null;
    await this.#parts.live.caughtUp().catch(this.#parts.onFault);
    return this.#kept.find((entry) => entry.mark === mark)?.place ?? null;
  }

  #about(profile: string): Told {
    return { profile, at: this.#now() };
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }
}
