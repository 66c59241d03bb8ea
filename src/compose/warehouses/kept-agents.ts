import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, nowIso } from '../../lib/clock.ts';
import { writeWholeFile } from '../../lib/whole-file.ts';

/** When an agent was last worked with from here, and of which version it was. */
export interface KeptAgent {
  readonly version: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A profile that runs each minute needs no file written each minute. */
const FRESH_MS = 300_000;

/**
 * Agents whose warehouses were opened from a data folder's machine, in a file beside the memory: one that is
 * away cannot be asked when it was there.
 */
export class KeptAgents {
  readonly #file: string;

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, 'agents.json');
  }

  /** A folder that may only be read stays as it is. */
  keep(agent: string, version: string): void {
    try {
      const all = this.all();
      const last = all[agent];
      const isFresh = last?.version === version && systemClock.now() - Date.parse(last.at) < FRESH_MS;
      if (isFresh) return;
      const kept = { ...all, [agent]: { version, at: nowIso(systemClock) } };
      writeWholeFile(this.#file, JSON.stringify(kept));
    } catch {
      // It is told for convenience alone.
    }
  }

  /** By their names; none where nobody has kept any. */
  all(): Readonly<Record<string, KeptAgent>> {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Readonly<Record<string, KeptAgent>>;
    } catch {
      return {};
    }
  }
}
