import { EXPORT_FEED } from './codec.ts';

/** Access to the shop's Super XML Export, as its owner finds it in the shop's administration. */
export interface FeedAccess {
  readonly username: string;
  /** The domain that the feed is registered for. */
  readonly domain: string;
  /** 40 hex digits; a secret. */
  readonly signature: string;
}

/** The query of a feed's address; secret. */
export function feedQuery(access: FeedAccess): Readonly<Record<string, string>> {
  const { query, module } = EXPORT_FEED;
  return {
    [query.module]: module,
    [query.username]: access.username,
    [query.domain]: access.domain,
    [query.signature]: access.signature,
  };
}
