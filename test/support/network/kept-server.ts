import { spawn } from 'node:child_process';

const READY_MS = 60_000;
const PAUSE_MS = 50;

/** A server of another program, which ends with this process, however that ends. */
export interface KeptServer {
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
}

/**
 * Starts a server in the folder that is its own; what it says goes to `log` there. `signal`: the end without a last
 * word, for a server that leaves children behind when it is killed.
 */
export function keepServer(command: readonly string[], folder: string, signal = 'KILL'): KeptServer {
  // The keeper's input closes with this process: no server is left behind.
  const script = `"$@" >log 2>&1 & server=$!; cat >/dev/null; kill -${signal} $server; wait $server`;
  const keeper = spawn('sh', ['-c', script, 'keeper', ...command], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: folder,
  });
  return {
    kill: async () => {
      const ended = new Promise((resolve) => keeper.once('exit', resolve));
      keeper.stdin.end();
      await ended;
    },
  };
}

/** Asks until there is an answer; rejects with the last refusal once a server had its time. */
export async function untilReady(ask: () => Promise<unknown>): Promise<void> {
  const giveUp = Date.now() + READY_MS;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (Date.now() > giveUp) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
