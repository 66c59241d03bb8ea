import { Passing } from './passing.ts';
import type { Happening, Telling } from './work.ts';

/** What passes fast is told so often. */
const MOMENT_MS = 250;

/** Makes of what happens what is told: the one at once, what passes fast a moment later, in its order. */
export class Teller {
  readonly #tell: (name: string, telling: Telling) => void;
  readonly #passing = new Map<string, Passing>();

  /** `tell` must not throw. */
  constructor(tell: (name: string, telling: Telling) => void) {
    this.#tell = tell;
  }

  /** Takes what happens at a profile. */
  take(name: string, happening: Happening): void {
    if (happening.type === 'told' && this.#passingOf(name).take(happening.event)) return;
    this.#drain(name);
    const telling = tellingOf(happening);
    if (telling !== null) this.#tell(name, telling);
  }

  /** What passes at a profile; once begun, it is told a moment later. */
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
    for (const telling of passing?.drain() ?? []) this.#tell(name, telling);
  }
}

/** Null: nothing of it is told by itself. */
function tellingOf(happening: Happening): Telling | null {
  if (happening.type === 'ended') {
    const { error } = happening;
    return { ...happening, error: error === null ? null : { code: error.code, facts: error.facts } };
  }
  if (happening.type !== 'told') return happening;
  const { event } = happening;
  // What begins and ends a run is told with its work.
  return event.type === 'taskStarted' || event.type === 'taskEnded' ? event : null;
}
