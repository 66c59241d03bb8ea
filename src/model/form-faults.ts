import type { SettingFault } from './settings-check.ts';
import { SyncError } from './sync-error.ts';

/** The same fault where no field stands beside it: the error names its setting (`errorText` tells its label). */
export function namedFault({ key, error }: SettingFault): SyncError {
  return new SyncError(error.code, { ...error.facts, key }, { cause: error });
}

/**
 * Several faults of a form at once, each beside its field; to whoever knows no fields it is its first one.
 */
export class FormFaults extends SyncError {
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    const [first] = faults;
    const named = first === undefined ? null : namedFault(first);
    super(named?.code ?? 'settings.badValue', named?.facts ?? {});
    this.faults = faults;
  }
}
