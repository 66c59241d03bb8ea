import { parseAddress, serverOf } from '../../model/address.ts';
import { SyncError } from '../../model/sync-error.ts';

/** The server that most of these texts are addresses of; null = none is one. */
export function toldAddress(texts: readonly string[]): string | null {
  const servers = texts.flatMap((text) => {
    if (!/^https?:\/\//i.test(text.trim())) return [];
    const parsed = parseAddress(text.trim().replaceAll(' ', '%20'), 'http');
    return parsed === null ? [] : [serverOf(parsed)];
  });
  const times = Map.groupBy(servers, (server) => server);
  const [most] = [...times].toSorted(([, left], [, right]) => right.length - left.length);
  return most?.[0] ?? null;
}

/** What is only nice to know: null where the shop does not let it be read. */
export async function ifAllowed<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SyncError && ['access', 'data', 'refused', 'setting'].includes(error.kind))
      return null;
    throw error;
  }
}
