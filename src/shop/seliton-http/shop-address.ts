import { parseAddress, serverOf } from '../../model/address.ts';
import { SyncError } from '../../model/sync-error.ts';

/**
 * The shop's address without a final slash; `http://` where no scheme is typed. Rejects
 * `settings.shopAddress.malformed`.
 */
export function shopBase(address: string): string {
  const parsed = parseAddress(address, 'http');
  if (parsed !== null && (parsed.scheme === 'http' || parsed.scheme === 'https'))
    return `${serverOf(parsed)}${parsed.writtenPath}`;
  throw new SyncError('settings.shopAddress.malformed', { value: address });
}
