import { generateContent } from '../sandbox/content/generate-content.ts';
import { readContentFile } from '../sandbox/content-file.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { SandboxRequest, StartedSandbox } from '../cli/program.ts';
import { systemClock } from '../lib/clock.ts';

/**
 * Starts a Seliton shop on this machine: with the content of a file, or believable content of the asked
 * size.
 */
export async function startLocalShop(request: SandboxRequest): Promise<StartedSandbox> {
  const { host, port, products, orders, seed, storeFolder } = request;
  const now = new Date(systemClock.now());
  const content =
    request.contentFile === null
      ? generateContent({ products, orders, seed, currency: 'EUR', now })
      : await readContentFile(request.contentFile);
  const running = await startSandbox({
    host,
    port,
    content,
    seed,
    ...(storeFolder === null ? {} : { storeFolder }),
  });
  return { url: running.url, adminUrl: running.adminUrl, port: running.port, close: () => running.close() };
}
