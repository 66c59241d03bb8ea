import { createTransport } from 'nodemailer';
import { SyncError } from '../model/sync-error.ts';
import type { NotificationMessage } from './notification.ts';

const TIMEOUT_MS = 15_000;
const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** Where mail goes out: `smtp://user@host[:587]`, or `smtps://…` for TLS from the first byte. */
export interface MailWay {
  readonly address: string;
  readonly password: string | null;
  readonly from: string;
  /** Separated by commas. */
  readonly to: string;
}

/** Sends a message as plain text. Rejects `notification.mail.malformed`, `notification.mail.failed`. */
export async function sendMail(way: MailWay, message: NotificationMessage): Promise<void> {
  const url = URL.canParse(way.address) ? new URL(way.address) : null;
  const port = PORTS[url?.protocol ?? ''];
  if (url === null || port === undefined || url.hostname === '' || url.password !== '')
    throw new SyncError('notification.mail.malformed');
  const user = decodeURIComponent(url.username);
  const transport = createTransport({
    host: url.hostname,
    port: url.port === '' ? port : Number(url.port),
    secure: url.protocol === 'smtps:',
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A password must not travel in the clear: with one, the server has to offer TLS.
    requireTLS: url.protocol === 'smtp:' && user !== '',
    ...(user === '' ? {} : { auth: { user, pass: way.password ?? '' } }),
  });
  try {
    await transport.sendMail({
      from: way.from,
      to: way.to,
      subject: message.subject,
      text: message.text,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'SMTP';
    throw new SyncError('notification.mail.failed', { host: url.hostname, reason }, { cause: error });
  } finally {
    transport.close();
  }
}
