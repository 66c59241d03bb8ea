import { Agent, request } from 'undici';
import { SyncError } from '../model/sync-error.ts';
import type { NotificationMessage } from './notification.ts';

const TIMEOUT_MS = 15_000;

/** Posts a message's fields as JSON. Rejects `notification.webhook.failed`; the address may hold a secret. */
export async function sendWebhook(address: string, message: NotificationMessage): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new SyncError('notification.webhook.failed', { host: '', reason: 'URL' });
  const agent = new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  const failed = (reason: string, cause?: unknown): SyncError =>
    new SyncError('notification.webhook.failed', { host: url.host, reason }, { cause });
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...message.fields, text: message.text }),
    });
    await body.dump();
    if (statusCode >= 300) throw failed(String(statusCode));
  } catch (error) {
    throw error instanceof SyncError ? error : failed((error as NodeJS.ErrnoException).code ?? '', error);
  } finally {
    await agent.destroy();
  }
}
