import { takesDocuments } from './access-address.ts';
import type { LocationId } from './location.ts';
import type { OperatorId } from './operator.ts';
import type { PartnerId } from './partner.ts';
import { checkSettings } from './settings-check.ts';
import type { SettingKey, Settings } from './settings.ts';
import { SyncError } from './sync-error.ts';
import { hasSupto } from './warehouse-version.ts';

/** Who stands in documents of a build without SUPTO, which has no active user (S7). */
const SERVICE_OPERATOR = 1 as OperatorId;

/** Settings with which a run may start: what it needs is there, so that nobody has to guess it later. */
export interface RunnableSettings extends Settings {
  readonly location: LocationId;
  /** Who is named in documents: the active user, on builds with SUPTO. */
  readonly documentOperator: OperatorId;
  /** The partner of every document; null when he is found by the order's buyer. */
  readonly fixedPartner: PartnerId | null;
}

/**
 * Makes the settings of a run, once at its start. Throws what is wrong with them: `settings.missing` and
 * others of `checkSettings`.
 */
export function runnableSettings(settings: Settings): RunnableSettings {
  const [fault] = checkSettings(settings);
  if (fault !== undefined) throw fault.error;
  const isAlwaysOne = settings.partnerMode === 'always';
  const takes = takesDocuments(settings);
  return {
    ...settings,
    // Where nothing can be written a person enters the orders, as where the import is turned off.
    import: settings.import && takes,
    importGoods: settings.importGoods && takes,
    location: needed('location', settings) as LocationId,
    documentOperator: hasSupto(settings.warehouseBuild)
      ? (needed('operator', settings) as OperatorId)
      : SERVICE_OPERATOR,
    fixedPartner: isAlwaysOne ? (needed('partner', settings) as PartnerId) : null,
  };
}

function needed(key: SettingKey & ('location' | 'operator' | 'partner'), settings: Settings): number {
  const value = settings[key];
  if (value === null) throw new SyncError('settings.missing', { key });
  return value;
}
