/** The public host of an address in lower case, with its port unless it is the scheme's own. */
export function hostOf(address: string): string {
  return new URL(address).host;
}

/** A name without its port; the brackets of an IPv6 address stay. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}

/**
 * Which of the shops of one process a request is for, by its `Host`; undefined = none of them. One alone is
 * meant by whatever name it is reached. What stands before a shop may change the port, never the name.
 */
export function shopOfHost<T extends { readonly host: string }>(
  shops: readonly T[],
  asked: string | null,
): T | undefined {
  const host = (asked ?? '').toLowerCase();
  if (shops.length === 1) return shops[0];
  return shops.find((shop) => shop.host === host) ?? shops.find((shop) => nameOf(shop.host) === nameOf(host));
}
