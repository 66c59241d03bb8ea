import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { HostGuard } from '../lib/net/host-guard.ts';
import { parseAddress } from '../model/address.ts';
import { guardRefusal } from '../model/guard-refusal.ts';
import { SyncError } from '../model/sync-error.ts';
import type { NotificationMessage } from './notification.ts';

const TIMEOUT_MS = 15_000;
const PORTS: Readonly<Record<string, number>> = { smtp: 587, smtps: 465 };

/** Where mail goes out: `smtp://user@host[:587]`, or `smtps://…` for TLS from the first byte. */
export interface MailWay {
  readonly address: string;
  readonly password: string | null;
  readonly from: string;
  /** Separated by commas. */
  readonly to: string;
  /** Which hosts may be connected to; absent = all. */
  readonly guard?: HostGuard;
}

/** Sends a message as plain text. Rejects `notification.mail.malformed`, `notification.mail.failed`. */
export async function sendMail(way: MailWay, message: NotificationMessage): Promise<void> {
  const address = parseAddress(way.address);
  const port = PORTS[address?.scheme ?? ''];
  if (address === null || port === undefined || address.hasPassword)
    throw new SyncError('notification.mail.malformed');
  const { host, user } = address;
  const place = { host, port: address.port ?? port };
  const transport = createTransport({
    ...place,
    secure: address.scheme === 'smtps',
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A password must not travel in the clear: with one, the server has to offer TLS.
    requireTLS: address.scheme === 'smtp' && user !== '',
    ...(user === '' ? {} : { auth: { user, pass: way.password ?? '' } }),
  });
  if (way.guard !== undefined) transport.transporter.getSocket = guardedSocket(way.guard, place);
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
    throw (
      guardRefusal(error) ?? new SyncError('notification.mail.failed', { host, reason }, { cause: error })
    );
  } finally {
    transport.close();
  }
}

/** The way to the server, where the guard lets it; TLS is made over it as over a socket of the driver's own. */
function guardedSocket(guard: HostGuard, place: { readonly host: string; readonly port: number }) {
  return (_options: unknown, done: (error: Error | null, socket?: { connection: Socket }) => void): void => {
    const socket = guard.connect(place).setTimeout(TIMEOUT_MS, () => {
      socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }));
    });
    socket.once('error', done);
    socket.once('connect', () => {
      socket.off('error', done);
      socket.setTimeout(0);
      done(null, { connection: socket });
    });
  };
}
