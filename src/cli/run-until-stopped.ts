import { EXIT } from './exit-codes.ts';
import type { CliSession } from './session.ts';

/** Keeps a server running until Ctrl-C, which is its ordinary end, and closes it. */
export async function runUntilStopped(session: CliSession, close: () => Promise<void>): Promise<number> {
  try {
    await new Promise<void>((done) => {
      if (session.signal.aborted) done();
      session.signal.addEventListener('abort', () => done(), { once: true });
    });
  } finally {
    await close();
  }
  return EXIT.done;
}
