import { shopIdentity } from '../../model/order-origin.ts';
import type { Profile } from '../../model/profile.ts';
import type { RunRecord } from '../../model/run.ts';
import { exportsGoods, exportsStock } from '../../model/sent-field.ts';
import type { SecretName, Settings } from '../../model/settings.ts';
import { checkSettings } from '../../model/settings-check.ts';
import { SETUP_STEPS } from '../../model/setup-steps.ts';
import type { SetupStep } from '../../model/setup-steps.ts';

/** How far a profile has come. */
export interface SetupState {
  readonly steps: readonly { readonly step: SetupStep; readonly isDone: boolean }[];
  /** The first one that is not done; null: all are. */
  readonly next: SetupStep | null;
}

function hasShop(settings: Settings, secrets: readonly SecretName[]): boolean {
  const usesToken = settings.interface === 'rest' && settings.credentials === 'token';
  const hasKey = usesToken
    ? secrets.includes('token')
    : secrets.includes('secret') && settings.username !== '';
  return shopIdentity(settings.shopAddress) !== null && hasKey;
}

/** Something goes out or comes in, from and to where is chosen, and nothing is missing for it. */
function hasFlow(settings: Settings): boolean {
  const sends = exportsGoods(settings) || exportsStock(settings);
  const hasGoods = !exportsGoods(settings) || settings.groups.length > 0;
  return (sends || settings.import) && hasGoods && checkSettings(settings).length === 0;
}

/**
 * The steps of a first run with what is done of them, from what is stored: whoever leaves the guide goes on
 * where he was.
 */
export function setupState(
  profile: Pick<Profile, 'settings' | 'confirmedAt'>,
  secrets: readonly SecretName[],
  lastGood: Pick<RunRecord, 'end'> | null,
): SetupState {
  const { settings, confirmedAt } = profile;
  const done: Readonly<Record<SetupStep, boolean>> = {
    warehouse: settings.warehouse !== '',
    shop: hasShop(settings, secrets),
    flow: settings.warehouse !== '' && hasFlow(settings),
    plan: confirmedAt !== null,
    run: lastGood !== null,
  };
  const steps = SETUP_STEPS.map((step) => ({ step, isDone: done[step] }));
  return { steps, next: steps.find(({ isDone }) => !isDone)?.step ?? null };
}
