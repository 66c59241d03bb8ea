import { timeLimit } from '../../lib/sleep.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { Settings } from '../../model/settings.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { Shop, ShopAbilities, ShopFacts } from '../../shop/shop.ts';
import type { AppParts, Secrets } from '../app-parts.ts';
import type { TriedProfile } from './draft.ts';

type Interface = Settings['interface'];

/** So long at most a person waits for one interface. */
const LOOK_MS = 30_000;
/** Faults after which the other interface may well answer. */
const OTHERWISE: readonly ErrorCode[] = [
  'shop.wrongInterface',
  'shop.module.inactive',
  'shop.secret.refused',
  'shop.answer.unreadable',
];

/** What answered at the address of a draft. */
export interface ShopLook {
  /** The interface that answered: the chosen one where it does. */
  readonly interface: Interface;
  readonly facts: ShopFacts;
  readonly abilities: ShopAbilities;
  /** Why the chosen interface did not answer; null = it did. */
  readonly chosenFault: SyncError | null;
}

async function ask(
  parts: AppParts,
  what: { readonly settings: Settings; readonly secrets: Secrets; readonly asked: AbortSignal },
): Promise<Pick<ShopLook, 'facts' | 'abilities'>> {
  const signal = timeLimit(LOOK_MS, what.asked);
  let shop: Shop | null = null;
  try {
    shop = await parts.openShop(what.settings, what.secrets, {});
    return { facts: await shop.fetchFacts(signal), abilities: shop.abilities };
  } catch (error) {
    throw asSyncError(error);
  } finally {
    await shop?.close();
  }
}

/**
 * Asks the shop of a draft over the chosen interface and, where its fault is such as the wrong one has,
 * over the other with the same user and key. Rejects with the chosen one's fault where neither answers.
 */
export async function lookAtShop(
  parts: AppParts,
  tried: TriedProfile,
  asked: AbortSignal,
): Promise<ShopLook> {
  const { profile, secrets } = tried;
  const { settings } = profile;
  const chosen = settings.interface;
  try {
    const found = await ask(parts, { settings, secrets, asked });
    return { ...found, interface: chosen, chosenFault: null };
  } catch (error) {
    const fault = asSyncError(error);
    if (!OTHERWISE.includes(fault.code)) throw fault;
    const other: Interface = chosen === 'xml' ? 'rest' : 'xml';
    const otherwise = { ...settings, interface: other, credentials: 'key' } as const;
    const found = await ask(parts, { settings: otherwise, secrets, asked }).catch(() => null);
    if (found === null) throw fault;
    return { ...found, interface: other, chosenFault: fault };
  }
}
