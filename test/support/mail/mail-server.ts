import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A mail server on this machine. */
export interface MailServer {
  readonly port: number;
  /** What it was given, head and body. */
  readonly letters: string[];
  close(): Promise<void>;
}

/** A mail server that takes everything. */
export async function startMailServer(): Promise<MailServer> {
  const letters: string[] = [];
  const server = createServer((socket) => {
    let isLetter = false;
    let text = '';
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (let end = text.indexOf('\r\n'); end >= 0 && !isLetter; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (/^DATA/i.test(line)) {
          isLetter = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
      const end = text.indexOf('\r\n.\r\n');
      if (isLetter && end >= 0) {
        letters.push(text.slice(0, end));
        text = text.slice(end + 5);
        isLetter = false;
        socket.write('250 taken\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
