import { connect } from 'node:net';

const WAIT_MS = 400;

/** True when something listens on a port of this machine; nothing is said to it. */
export async function knock(port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: WAIT_MS, signal });
    const end = (isThere: boolean): void => {
      socket.destroy();
      settle(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
