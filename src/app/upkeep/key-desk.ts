import type { KeyRing } from '../../state/state.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';

/**
 * The master key of the secrets, for whoever sits at the machine; what is done with it is noted, never the
 * key.
 */
export class KeyDesk implements KeyRing {
  readonly #keys: KeyRing;
  readonly #changes: ChangeDesk;

  constructor(keys: KeyRing, changes: ChangeDesk) {
    this.#keys = keys;
    this.#changes = changes;
  }

  async rotate(next: string | null): Promise<boolean> {
    const isDone = await this.#keys.rotate(next);
    await this.#note(isDone ? 'rotated' : 'letIn');
    return isDone;
  }

  async finish(): Promise<number> {
    const removed = await this.#keys.finish();
    if (removed > 0) await this.#note('finished');
    return removed;
  }

  async #note(after: string): Promise<void> {
    await this.#changes.note('', { kind: 'secret', field: 'masterKey', before: null, after });
  }
}
