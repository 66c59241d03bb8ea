import type { Socket } from 'node:net';
import { duplexPair } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { SecureVersion } from 'node:tls';
import { KIND, packed, PacketReader } from './packets.ts';

/** A certificate of one's own, as SQL Server makes itself one. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** How a server encrypts. */
export interface Encryption extends Certificate {
  /** As an old server: nothing newer than this. */
  readonly newest?: SecureVersion;
}

/**
 * The server's side of encryption: the greeting goes in messages of its own (MS-TDS 2.2.6.5), a message there
 * and one back, and what comes behind it stands in no packet any more. `fed` takes the bytes of the line.
 */
export function secureLine(
  socket: Socket,
  { newest = 'TLSv1.2', key, cert }: Encryption,
): { readonly clear: TLSSocket; readonly feed: (bytes: Buffer) => void } {
  const [inside, outside] = duplexPair();
  const clear = new TLSSocket(inside, { isServer: true, key, cert, maxVersion: newest });
  const greeting = new PacketReader();
  let isSecure = false;
  let isWrapped = true;
  let flight: Buffer[] = [];
  const send = (): void => {
    if (flight.length > 0) socket.write(packed(KIND.prelogin, Buffer.concat(flight)));
    flight = [];
    isWrapped = !isSecure;
  };
  clear.once('secure', () => {
    isSecure = true;
  });
  outside.on('data', (bytes: Buffer) => {
    if (!isWrapped) {
      socket.write(bytes);
      return;
    }
    if (flight.length === 0) setImmediate(send);
    flight.push(bytes);
  });
  clear.on('error', () => setImmediate(() => socket.destroy()));
  clear.on('close', () => socket.destroy());
  return {
    clear,
    feed: (bytes) => {
      if (!isWrapped) outside.write(bytes);
      else for (const { data } of greeting.push(bytes)) outside.write(data);
    },
  };
}
