/** Who imports a shop's orders into a warehouse, and when. */
export interface InstallationMark {
  /** SHA-256 of the shop's identity, hexadecimal. */
  readonly identityHash: string;
  /** Eight hexadecimal digits, drawn once per memory. */
  readonly installation: string;
  /** `YYYYMMDD`, and the day from which on others count as being at work. */
  readonly day: string;
  readonly since: string;
}

/** Begins like no prefix of Warehouse Pro, as the claims do (I4). */
export function installationPrefix(mark: InstallationMark): string {
  return `ZINS-${mark.identityHash.slice(0, 8)}-`;
}

/** `ZINS-<shop>-<installation>-<day>`: one row per installation in the warehouse's only table of keys. */
export function installationKey(mark: InstallationMark): string {
  return `${installationPrefix(mark)}${mark.installation}-${mark.day}`;
}

/** Other installations whose mark is young enough, each once. */
export function othersAmong(keys: readonly string[], mark: InstallationMark): readonly string[] {
  const prefix = installationPrefix(mark);
  const others = keys.flatMap((key) => {
    const match = /^([0-9a-f]{8})-(\d{8})$/.exec(key.slice(prefix.length));
    const [, installation = '', day = ''] = match ?? [];
    return key.startsWith(prefix) && installation !== mark.installation && day >= mark.since && day !== ''
      ? [installation]
      : [];
  });
  return [...new Set(others)].toSorted();
}
