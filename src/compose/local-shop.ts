import { generateContent } from '../sandbox/content/generate-content.ts';
import { BadContent, readContentFile } from '../sandbox/content-file.ts';
import type { SandboxContent } from '../sandbox/content-file.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { RunningSandbox, SandboxOptions } from '../sandbox/sandbox.ts';
import type { SandboxRequest, StartedSandbox } from '../cli/program.ts';
import { systemClock } from '../lib/clock.ts';
import { readError, writeError } from '../model/file-error.ts';
import { listenError } from '../model/listen-error.ts';
import { SyncError } from '../model/sync-error.ts';

async function readContentOf(file: string): Promise<SandboxContent> {
  try {
    return await readContentFile(file);
  } catch (error) {
    if (!(error instanceof BadContent)) throw readError(error, file);
    throw new SyncError('sandbox.contentMalformed', { file, problem: error.message }, { cause: error });
  }
}

/** What keeps the sandbox from starting: its folder, its file in there, or its address. */
function startError(error: unknown, options: SandboxOptions): unknown {
  const { errcode, syscall } = error as { readonly errcode?: unknown; readonly syscall?: unknown };
  const folder = options.storeFolder ?? '';
  if (typeof errcode === 'number') {
    const problem = (error as Error).message;
    return new SyncError('sandbox.storeUnreadable', { folder, problem }, { cause: error });
  }
  if (syscall === 'mkdir') return writeError(error, folder);
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  const { host = '127.0.0.1', port = 0 } = options;
  return listenError(error, { host, port, taken: 'sandbox.portTaken' });
}

/**
 * Starts a sandbox shop. Rejects `sandbox.storeUnreadable`, `sandbox.portTaken`, and what else a person may
 * have got wrong with its folder and its address.
 */
export async function openSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    throw startError(error, options);
  }
}

/**
 * Starts a Seliton shop on this machine: with the content of a file, or believable content of the asked
 * size. Rejects `sandbox.contentMalformed`, `file.notFound` and what `openSandbox` rejects.
 */
export async function startLocalShop(request: SandboxRequest): Promise<StartedSandbox> {
  const { host, port, products, orders, seed, storeFolder } = request;
  const now = new Date(systemClock.now());
  const content =
    request.contentFile === null
      ? generateContent({ products, orders, seed, currency: 'EUR', now })
      : await readContentOf(request.contentFile);
  const running = await openSandbox({
    host,
    port,
    content,
    seed,
    ...(storeFolder === null ? {} : { storeFolder }),
  });
  return { url: running.url, adminUrl: running.adminUrl, port: running.port, close: () => running.close() };
}
