import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('sandbox-child.ts', import.meta.url));

/** A fresh and empty sandbox in a process of its own. */
export async function startSandboxProcess(
  latencyMs: number,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const child = spawn(process.execPath, [CHILD, String(latencyMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return {
    url,
    close: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await ended;
    },
  };
}
