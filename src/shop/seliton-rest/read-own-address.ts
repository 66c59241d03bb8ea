import { ifAllowed, toldAddress } from '../seliton-http/told-address.ts';
import { readPage } from './read-page.ts';
import type { ListRequest } from './read-page.ts';
import type { RestClient } from './rest-client.ts';

/** A brand's image comes back with the shop's address in front, alone of all images (facts/seliton.md 7.4). */
const BRANDS: ListRequest = {
  plural: 'brands',
  idField: 'brandId',
  pageSize: 100,
  fields: ['brandId', 'brandImage'],
};
const LOOKED_AT = 20;

/** Where the shop says itself that it is, as its brands' images have it; null = none tells, or no right. */
export async function readOwnAddress(client: RestClient, signal: AbortSignal): Promise<string | null> {
  return ifAllowed(async () => {
    const { records } = await readPage(client, BRANDS, { offset: 0, limit: LOOKED_AT, signal });
    return toldAddress(
      records.map((record) => String((record as Readonly<Record<string, unknown>> | null)?.['brandImage'])),
    );
  });
}
