import type { SettingFault } from './settings-check.ts';
import { SyncError } from './sync-error.ts';

/**
 * Several faults of a form at once, each beside its field; to whoever knows no fields it is its first one.
 */
export class FormFaults extends SyncError {
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    const [first] = faults;
    super(first?.error.code ?? 'settings.badValue', first?.error.facts ?? {});
    this.faults = faults;
  }
}
