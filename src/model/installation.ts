/** Who imports a shop's orders into a warehouse, and when. */
export interface InstallationMark {
  /** SHA-256 of the shop's identity, hexadecimal. */
  readonly identityHash: string;
  /** Eight hexadecimal digits, drawn once per memory: first those of its place, then chance. */
  readonly installation: string;
  /** `YYYYMMDD`, and the day from which on others count as being at work. */
  readonly day: string;
  readonly since: string;
}

/**
 * So many of an installation's digits say where its memory lies: two that share them cannot both be at work.
 */
export const PLACE_DIGITS = 4;

/** Begins like no prefix of Warehouse Pro, as the claims do (I4). */
export function installationPrefix(mark: InstallationMark): string {
  return `ZINS-${mark.identityHash.slice(0, 8)}-`;
}

/** `ZINS-<shop>-<installation>-<day>`: one row per installation in the warehouse's only table of keys. */
export function installationKey(mark: InstallationMark): string {
  return `${installationPrefix(mark)}${mark.installation}-${mark.day}`;
}

/**
 * Other installations whose mark is young enough, each once. One at the very place of this memory is its
 * predecessor, whose memory was lost: nobody works with it any more.
 */
export function othersAmong(keys: readonly string[], mark: InstallationMark): readonly string[] {
  const prefix = installationPrefix(mark);
  const others = keys.flatMap((key) => {
    const match = /^([0-9a-f]{8})-(\d{8})$/.exec(key.slice(prefix.length));
    const [, installation = '', day = ''] = match ?? [];
    const isHere = installation.slice(0, PLACE_DIGITS) === mark.installation.slice(0, PLACE_DIGITS);
    return key.startsWith(prefix) && !isHere && day >= mark.since && day !== '' ? [installation] : [];
  });
  return [...new Set(others)].toSorted();
}
