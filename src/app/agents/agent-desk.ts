import { nowIso } from '../../lib/clock.ts';
import type { Sleep } from '../../lib/sleep.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { AppParts } from '../app-parts.ts';

const LOOK_MS = 60_000;
/** What was counted longer ago tells nothing of today: whoever looks for all processes has ended. */
const STALE_MS = 5 * LOOK_MS;
const COUNTED_AS = 'agents.counted';

/** Agents that were met and that a profile names, by whether they answered the last look. */
export interface AgentCounts {
  readonly connected: number;
  readonly gone: number;
}

const NONE: AgentCounts = { connected: 0, gone: 0 };

/** Looks at all agents whose warehouses the profiles have, for every process that shares the memory. */
export class AgentDesk {
  readonly #parts: Pick<AppParts, 'state' | 'clock' | 'lookAtAgents'>;

  constructor(parts: Pick<AppParts, 'state' | 'clock' | 'lookAtAgents'>) {
    this.#parts = parts;
  }

  /**
   * Asks each whether it is there, notes which are, and how many; nothing where there is no hub to ask at. A
   * hub that is away has lost them all. Rejects `state.*`. Repeatable.
   */
  async look(): Promise<AgentCounts> {
    const { state, clock, lookAtAgents } = this.#parts;
    if (lookAtAgents === null) return NONE;
    const met = await state.agents.list();
    const there = met.length === 0 ? [] : await this.#there(met.map(({ name }) => name));
    await state.agents.sight(there, clock.now());
    const counts = { connected: there.length, gone: met.length - there.length };
    await state.program.setValue(COUNTED_AS, JSON.stringify({ ...counts, at: nowIso(clock) }));
    return counts;
  }

  /** As the last look of whichever process has counted them; null: nobody has for minutes. Repeatable. */
  async counts(): Promise<AgentCounts | null> {
    const kept = await this.#parts.state.program.value(COUNTED_AS);
    if (kept === null) return NONE;
    const { at, connected, gone } = JSON.parse(kept) as AgentCounts & { readonly at: string };
    return this.#parts.clock.now() - Date.parse(at) > STALE_MS ? null : { connected, gone };
  }

  /** Looks each minute until the signal ends it. A look that fails is told; the next one goes on. */
  async watch(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await this.look().catch(onFault);
      await sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  async #there(names: readonly string[]): ReturnType<NonNullable<AppParts['lookAtAgents']>> {
    try {
      return (await this.#parts.lookAtAgents?.(names)) ?? [];
    } catch (error) {
      // Runs tell of it, and `doctor`; each minute once more nobody has to.
      if (error instanceof SyncError && error.kind === 'connection') return [];
      throw error;
    }
  }
}
