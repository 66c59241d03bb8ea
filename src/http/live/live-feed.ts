import type { Happening } from '../../app/live-runs.ts';
import { faultOf } from '../error-answer.ts';
import { serverState, wordedServer } from '../server-row.ts';
import type { ServerState } from '../server-row.ts';
import type { FeedParts } from './feed-parts.ts';
import { Follower } from './follower.ts';
import { Passing } from './passing.ts';
import type { Told, Wording } from './passing.ts';

/** What was told last is kept for a page whose line was cut. */
const KEPT = 1000;
/** What passes fast is told so often. */
const MOMENT_MS = 250;
/** Other processes write into the same memory: it is looked at so often while a page is open. */
const LOOK_MS = 3000;

/**
 * The one stream of what goes on, for any number of pages: what runs tell, and how each server stands, from
 * this process and from others. Bounded: what passes fast is gathered, what was told is kept for a while, and
 * a page that does not keep up is let go.
 */
export class LiveFeed {
  readonly #parts: FeedParts;
  /** Another start of the program has told other things under the same numbers. */
  readonly #epoch: string;
  readonly #kept: { readonly place: number; readonly word: Wording }[] = [];
  readonly #followers = new Set<Follower>();
  readonly #states = new Map<string, { readonly text: string; readonly state: ServerState }>();
  readonly #passing = new Map<string, Passing>();
  #place = 0;
  #looking: Promise<void> | null = null;
  #isStale = false;
  #looks: NodeJS.Timeout | null = null;

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.#epoch = parts.clock.now().toString(36);
    parts.live.watch((name, happening) => this.#happens(name, happening));
  }

  /**
   * Follows the feed: from behind the event that a page had last, where that one is still kept, else from how
   * everything stands now. To be left with `leave`.
   */
  follow(lastEventId: string): Follower {
    const follower = new Follower();
    const place = this.#placeOf(lastEventId);
    const hello = { type: 'hello', at: this.#now(), isResumed: place !== null } as const;
    follower.push({ id: this.#idOf(place ?? this.#place), word: () => hello });
    for (const entry of this.#kept)
      if (place !== null && entry.place > place) follower.push({ ...entry, id: this.#idOf(entry.place) });
    this.#followers.add(follower);
    this.#looks ??= setInterval(() => void this.look(), LOOK_MS).unref();
    const looked = this.look();
    if (place === null) void looked.then(() => this.#tellAll(follower));
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

  async #readStates(): Promise<void> {
    const summaries = await this.#parts.app.listProfiles();
    const states = await Promise.all(summaries.map((summary) => serverState(summary, this.#parts)));
    const names = new Set(states.map(({ name }) => name));
    for (const name of this.#states.keys())
      if (!names.has(name)) {
        this.#states.delete(name);
        const told = this.#told(name);
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
    const told = this.#told(state.name);
    return (language) => ({ ...told, type: 'server', server: wordedServer(state, language) });
  }

  /** How everything stands, for a page that has nothing to go on from. */
  #tellAll(follower: Follower): void {
    for (const [name, { state }] of this.#states) {
      follower.push({ id: null, word: this.#wordState(state) });
      const work = this.#parts.live.work(name);
      if (work === null || work.isOver) continue;
      const told = this.#told(name);
      const { kind, startedAt, by, progress } = work;
      follower.push({ id: null, word: () => ({ ...told, type: 'workStarted', kind, startedAt, by }) });
      for (const event of progress) follower.push({ id: null, word: () => ({ ...told, ...event }) });
    }
  }

  #happens(name: string, happening: Happening): void {
    if (happening.type === 'told' && this.#passingOf(name).take(happening.event)) return;
    this.#drain(name);
    const word = wordedHappening(this.#told(name), happening);
    if (word !== null) this.#tell(word);
    if (happening.type !== 'told') void this.look();
  }

  /** What passes at a server; once begun, it is told a moment later. */
  #passingOf(name: string): Passing {
    const known = this.#passing.get(name);
    if (known !== undefined) return known;
    const passing = new Passing();
    this.#passing.set(name, passing);
    setTimeout(() => this.#drain(name), MOMENT_MS).unref();
    return passing;
  }

  #drain(name: string): void {
    const passing = this.#passing.get(name);
    this.#passing.delete(name);
    for (const word of passing?.drain(this.#told(name)) ?? []) this.#tell(word);
  }

  #tell(word: Wording): void {
    this.#place += 1;
    this.#kept.push({ place: this.#place, word });
    if (this.#kept.length > KEPT) this.#kept.splice(0, this.#kept.length - KEPT);
    for (const follower of this.#followers) follower.push({ id: this.#idOf(this.#place), word });
  }

  #idOf(place: number): string {
    return `${this.#epoch}-${place}`;
  }

  /** The place behind which a page goes on; null where what came since is not kept. */
  #placeOf(lastEventId: string): number | null {
    const [epoch, text = ''] = lastEventId.split('-');
    if (epoch !== this.#epoch || !/^\d{1,15}$/.test(text)) return null;
    const place = Number(text);
    const oldest = this.#kept[0]?.place ?? this.#place + 1;
    return place <= this.#place && place >= oldest - 1 ? place : null;
  }

  #told(profile: string): Told {
    return { profile, at: this.#now() };
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }
}

/** Null: nothing of it is told by itself. */
function wordedHappening(told: Told, happening: Happening): Wording | null {
  if (happening.type === 'started') {
    const { kind, startedAt, by } = happening;
    return () => ({ ...told, type: 'workStarted', kind, startedAt, by });
  }
  if (happening.type === 'planReady') {
    const { madeAt } = happening;
    return () => ({ ...told, type: 'planReady', madeAt });
  }
  if (happening.type === 'ended') {
    const { error, ...rest } = happening;
    return (language) => ({
      ...told,
      ...rest,
      type: 'workEnded',
      error: error === null ? null : faultOf(error, language),
    });
  }
  const { event } = happening;
  // What begins and ends a run is told with its work.
  return event.type === 'taskStarted' || event.type === 'taskEnded' ? () => ({ ...told, ...event }) : null;
}
