import { sha256 } from '../../../lib/hash.ts';
import { sleep } from '../../../lib/sleep.ts';
import { freeTurn, heldTurn, LEFT, readTurn, turnDigits, turnNumber } from '../../../model/export-turn.ts';
import type { ExportTurn, TurnAsker } from '../../../model/export-turn.ts';
import { SyncError } from '../../../model/sync-error.ts';
import { isUntouched, turnState } from '../../../sync/pair/export-turn.ts';
import type { TurnState } from '../../../sync/pair/export-turn.ts';
import type { ExportKey, KeyReplaced } from '../../../warehouse/warehouse.ts';
import type { Gathering, TaskContext } from '../../task-context.ts';
import { waitForLanding } from './wait-for-landing.ts';

const MINUTE_MS = 60_000;
/** So long after it was last heard of nobody else takes the turn: less than `SILENCE_MINUTES`. */
const FRESH_MS = 8 * MINUTE_MS;
const TRIES = 3;
/** Another profile of this memory that sends goods to the same shop is waited for: both begin at once. */
const OWN_WAIT_MS = 2 * MINUTE_MS;
const LOOK_AGAIN_MS = 500;

/** A turn that is held. `heardMs`: by the clock that only runs forward; `minutes`: by the database's. */
interface Held {
  readonly key: string;
  readonly number: number;
  readonly minutes: number;
  readonly heardMs: number;
}

/** The turn of one who is gone, and when it was met: by the clock that only runs forward. */
interface Left {
  readonly key: string;
  readonly metMs: number;
}

/**
 * The turn to send goods to a shop: one installation at a time (Q8). It is looked at before the shop's
 * products are read, taken before the first change goes out and given back at the end, so that a run with
 * nothing to do only looks. A turn that is free has nothing under way to the shop: of whoever did not give it
 * back that is waited out first, and whoever ends with products under way leaves it as one who is gone. Where
 * the warehouse has no place for it, or its user may not change keys, nobody is kept apart.
 */
export class GoodsTurn {
  readonly #gathering: Gathering;
  readonly #identityHash: string;
  #seen: ExportTurn | null = null;
  #left: Left | null = null;
  #held: Held | null = null;
  #giveBack: (() => Promise<void>) | null = null;
  #isAlone = false;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
    this.#identityHash = sha256(gathering.identity);
  }

  /** Nobody else has sent goods since the turn was looked at. */
  get isAlone(): boolean {
    return this.#isAlone;
  }

  /** Before products are read. */
  async look(): Promise<void> {
    if (this.#gathering.marks === null) return;
    const key = await this.#read();
    this.#seen = turnOf(key);
    if (key !== null && this.#seen !== null && isGone(this.#stateOf(this.#seen, key.minutes)))
      this.#met(this.#seen);
  }

  /** Products were read while the turn was held: what others have made before is known now. */
  knowsAll(): void {
    this.#isAlone = this.#held !== null;
  }

  /** Rejects `export.busy` while another installation sends goods. */
  async take(context: TaskContext): Promise<void> {
    if (this.#gathering.marks === null || this.#giveBack !== null) return;
    this.#giveBack = async () => this.#release(context);
    const askedMs = performance.now();
    for (let overtaken = 0; ;) {
      const key = (await this.#read()) ?? (await this.#setUp(context));
      const turn = turnOf(key);
      if (key === null || turn === null) return;
      const taken = await this.#takeFrom(context, turn, key.minutes);
      if (taken === 'replaced' || taken === 'refused') return;
      if (taken === 'gone') overtaken += 1;
      const waits = this.#isOwn(turn) && performance.now() - askedMs < OWN_WAIT_MS;
      if (taken === 'held' && waits) await sleep(LOOK_AGAIN_MS, context.signal);
      else if (taken === 'held' || overtaken === TRIES) throw this.#busy(turn, key.minutes);
    }
  }

  /** Lets others hear that goods are still being sent, once a minute. Rejects `export.turnLost`. */
  async keep({ warehouse, signal }: TaskContext): Promise<void> {
    const held = this.#held;
    if (held === null || performance.now() - held.heardMs < MINUTE_MS) return;
    const heardMs = performance.now();
    const minutes = (await this.#read())?.minutes ?? 0;
    const key = this.#keyOf(held.number, minutes);
    const change = { identityHash: this.#identityHash, from: held.key, to: key };
    const replaced = key === held.key ? 'replaced' : await warehouse.replaceExportKey(change, signal);
    if (replaced !== 'replaced') this.#lose();
    this.#held = { ...held, key, minutes, heardMs };
  }

  /** Rejects `export.turnLost` when others may have taken it: the process stood still. */
  assertFresh(): void {
    if (this.#held !== null && performance.now() - this.#held.heardMs >= FRESH_MS) this.#lose();
  }

  /** Lets the next one send; repeatable. What cannot be given back is taken over by others in time. */
  async end(): Promise<void> {
    const giveBack = this.#giveBack;
    this.#giveBack = null;
    await giveBack?.().catch(() => undefined);
  }

  async #takeFrom(context: TaskContext, turn: ExportTurn, minutes: number): Promise<KeyReplaced | 'held'> {
    const { warehouse, report, signal } = context;
    const state = this.#stateOf(turn, minutes);
    if (state === 'held') return state;
    if (isGone(state)) await this.#waitOut(context, turn);
    const heardMs = performance.now();
    const number = turnNumber(turn.number + 1);
    const key = this.#keyOf(number, minutes);
    const change = { identityHash: this.#identityHash, from: turn.key, to: key };
    const replaced = await warehouse.replaceExportKey(change, signal);
    if (replaced !== 'replaced') return replaced;
    this.#isAlone = isUntouched(this.#seen, turn, this.#asker);
    this.#held = { key, number, minutes, heardMs };
    if (isGone(state) && turn.holder?.pid !== LEFT)
      await report.notice('notice.export.takenOver', { host: this.#hostOf(turn) });
    return replaced;
  }

  #stateOf(turn: ExportTurn, minutes: number): TurnState {
    const { isAlive, holder } = this.#gathering;
    const here = holder.split(':').slice(0, -2).join(':');
    return turnState(turn, this.#asker, { minutes, isAlive: (pid) => isAlive(`${here}:${pid}:0`) });
  }

  #met({ key }: ExportTurn): Left {
    if (this.#left?.key !== key) this.#left = { key, metMs: performance.now() };
    return this.#left;
  }

  /**
   * Before the turn of one who is gone is taken: so that whoever dies or is stopped meanwhile leaves the next
   * to wait as well. It is counted from when he was met, by no clock that may be set: when he ended nobody
   * knows. Rejects the signal's reason.
   */
  async #waitOut(context: TaskContext, turn: ExportTurn): Promise<void> {
    const { metMs } = this.#met(turn);
    if (!context.shop.abilities.readsProducts || (await this.#hadNothing(turn))) return;
    await waitForLanding(context, metMs + context.landing.lastsMs - performance.now());
  }

  /** True where this memory knows that he had nothing under way: a profile's lease tells as long as he stands in it. */
  async #hadNothing(turn: ExportTurn): Promise<boolean> {
    const { holder } = turn;
    if (holder === null || holder.pid === 0 || !this.#isOwn(turn)) return false;
    const { state, isAlive } = this.#gathering;
    const leases = await state.leases.standing();
    const own = leases.find((lease) => lease.id === holder.profile && pidOf(lease.holder) === holder.pid);
    return own !== undefined && own.isQuiet && isAlive(own.holder) === false;
  }

  /** The first export of all makes the row; null where the user may not. */
  async #setUp({ warehouse, signal }: TaskContext): Promise<ExportKey | null> {
    try {
      const change = { identityHash: this.#identityHash, from: null, to: freeTurn(this.#identityHash, 0) };
      await warehouse.replaceExportKey(change, signal);
    } catch (error) {
      if (!(error instanceof SyncError) || error.kind !== 'access') throw error;
    }
    return this.#read();
  }

  async #release({ warehouse, landing }: TaskContext): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held === null) return;
    const to = landing.isOpen ? this.#leftKey(held) : freeTurn(this.#identityHash, held.number);
    // Also after a stop: the turn is given back whatever ended the run.
    const signal = new AbortController().signal;
    await warehouse.replaceExportKey({ identityHash: this.#identityHash, from: held.key, to }, signal);
  }

  #isOwn({ holder }: ExportTurn): boolean {
    return holder?.installation === this.#asker.installation;
  }

  #busy(turn: ExportTurn, minutes: number): SyncError {
    const silent = Math.max(minutes - (turn.holder?.minutes ?? minutes), 0);
    return new SyncError('export.busy', { host: this.#hostOf(turn), minutes: silent });
  }

  async #read(): Promise<ExportKey | null> {
    const { warehouse, signal } = this.#gathering;
    return warehouse.readExportKey(this.#identityHash, signal);
  }

  #lose(): never {
    this.#held = null;
    throw new SyncError('export.turnLost');
  }

  #keyOf(number: number, minutes: number): string {
    return heldTurn(this.#identityHash, { number, minutes, asker: this.#asker });
  }

  #leftKey({ number, minutes }: Held): string {
    return heldTurn(this.#identityHash, { number, minutes, asker: { ...this.#asker, pid: LEFT } });
  }

  get #asker(): TurnAsker {
    const { marks, state, profile, machine, holder } = this.#gathering;
    return {
      installation: marks?.installation ?? state.installation,
      profile: marks?.profile ?? profile.id,
      host: turnDigits(sha256(`${machine.host} ${machine.processes}`)),
      boot: machine.boot === null ? '' : turnDigits(sha256(machine.boot)),
      pid: pidOf(holder),
    };
  }

  /** The machine of the holder, as far as its mark names it. */
  #hostOf({ holder }: ExportTurn): string {
    const { marks, machine } = this.#gathering;
    if (holder === null) return '';
    if (holder.host === this.#asker.host) return machine.host;
    const known = marks?.others.find(({ installation }) => installation === holder.installation);
    return known === undefined || known.host === '' ? holder.installation : known.host;
  }
}

/** He has not given it back and comes no more; what he has sent may. */
function isGone(state: TurnState): boolean {
  return state === 'dead' || state === 'silent';
}

/** The number of a holder's process; 0: he is none of a machine, but a worker that does a job. */
function pidOf(holder: string): number {
  const pid = Number(holder.split(':').at(-2));
  return Number.isSafeInteger(pid) ? pid : 0;
}

function turnOf(key: ExportKey | null): ExportTurn | null {
  return key === null ? null : readTurn(key.key);
}
