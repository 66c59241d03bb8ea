import { SyncError } from '../../model/sync-error.ts';

/**
 * The shop's address without a final slash; `http://` where no scheme is typed. Rejects
 * `settings.shopAddress.malformed`.
 */
export function shopBase(address: string): string {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  try {
    const url = new URL(text);
    if (url.protocol === 'http:' || url.protocol === 'https:')
      return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  } catch {
    // Told below, in our own words.
  }
  throw new SyncError('settings.shopAddress.malformed', { value: address });
}
