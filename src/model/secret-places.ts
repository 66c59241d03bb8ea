import type { SecretName, Settings } from './settings.ts';

/** An address as a place: letter case, a left-out scheme or port and a final slash do not count. */
function placeOf(address: string): string {
  const text = address.trim();
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (text === '' || !URL.canParse(url)) return text;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

/**
 * Where each secret goes, as the settings say: it was entered for exactly these places. A webhook's address
 * is its own place.
 */
const PLACES: Readonly<Record<SecretName, (settings: Settings) => readonly string[]>> = {
  secret: ({ shopAddress, oauthAddress }) => [placeOf(shopAddress), placeOf(oauthAddress)],
  token: ({ shopAddress, oauthAddress }) => [placeOf(shopAddress), placeOf(oauthAddress)],
  feedSignature: ({ shopAddress, feedDomain }) => [placeOf(shopAddress), placeOf(feedDomain)],
  // Written as they are: their options say how well the way is guarded.
  warehouseSecret: ({ warehouse, ordersWarehouse }) => [warehouse, ordersWarehouse],
  smtpPassword: ({ smtpAddress }) => [smtpAddress],
  webhookAddress: () => [],
};

/**
 * Secrets that settings would carry to another place than the one they were entered for: they are forgotten
 * with the change, so that none goes to a stranger.
 */
export function movedSecrets(before: Settings, after: Settings): readonly SecretName[] {
  return (Object.keys(PLACES) as readonly SecretName[]).filter((name) => {
    const [old, now] = [PLACES[name](before), PLACES[name](after)];
    return old.some((place, index) => place !== now[index]);
  });
}
