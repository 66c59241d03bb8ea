import { parseAddress, serverOf } from '../model/address.ts';
import { SyncError } from '../model/sync-error.ts';
import { HttpClient } from '../wire/http-client.ts';
import type { HttpClientOptions } from '../wire/http-client.ts';
import type { NotificationMessage } from './notification.ts';

/** Nobody waits long for somebody else's bell. */
const LIMITS = { beginMs: 15_000, wholeMs: 30_000, maxBytes: 1024 * 1024 } as const;
const RATE_LIMIT = { atOnce: 1, perSecond: 1 } as const;

/**
 * Posts a message's fields as JSON; again only where it surely did not arrive. Rejects
 * `notification.webhook.failed`; the address may hold a secret.
 */
export async function sendWebhook(
  address: string,
  message: NotificationMessage,
  parts: Pick<HttpClientOptions, 'clock' | 'sleep' | 'random' | 'guard'>,
): Promise<void> {
  const parsed = parseAddress(address);
  const failed = (reason: string, cause?: unknown): SyncError =>
    new SyncError('notification.webhook.failed', { host: parsed?.writtenHost ?? '', reason }, { cause });
  if (parsed === null || !['http', 'https'].includes(parsed.scheme)) throw failed('URL');
  const translate: HttpClientOptions['translate'] = (fault) => failed(fault.reason, fault);
  const http = new HttpClient({ ...parts, translate, rateLimit: RATE_LIMIT, limits: LIMITS });
  const request = {
    method: 'POST',
    base: serverOf(parsed),
    path: parsed.target,
    kind: 'create',
    what: 'webhook',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ ...message.fields, text: message.text }),
  } as const;
  try {
    await http.send(request, new AbortController().signal, ({ status }) => {
      if (status >= 300) throw failed(String(status));
    });
  } finally {
    await http.close();
  }
}
