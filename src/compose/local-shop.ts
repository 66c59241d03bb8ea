import { join } from 'node:path';
import { generateContent } from '../sandbox/content/generate-content.ts';
import { BadContent, readContentFile } from '../sandbox/content-file.ts';
import type { SandboxContent } from '../sandbox/content-file.ts';
import type { FaultBox } from '../sandbox/faults.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { ShopOptions } from '../sandbox/shop.ts';
import { hostOf } from '../sandbox/shop-of-host.ts';
import type { FaultKind } from '../sandbox/otherwise/ways.ts';
import type { RunningSandbox, SandboxOptions } from '../sandbox/sandbox.ts';
import type { SandboxRequest, StartedSandboxes } from '../cli/program.ts';
import { faultCode } from '../model/fault-code.ts';
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
    const problem = faultCode(error) ?? '';
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

/** A folder name for a shop: its host without what no folder may be called. */
function folderOf(address: string): string {
  return hostOf(address).replaceAll(/[^\w.-]/g, '_');
}

/** The content of the how manieth shop: its file, or believable content that is no other shop's. */
async function contentOf(request: SandboxRequest, at: number): Promise<SandboxContent> {
  const { contentFiles, products, orders, seed } = request;
  const file = contentFiles[at] ?? contentFiles.at(-1);
  if (file !== undefined) return readContentOf(file);
  const now = new Date(systemClock.now());
  return generateContent({ products, orders, seed: seed + at, currency: 'EUR', now });
}

function switchOn(box: FaultBox, switches: SandboxRequest['switches']): void {
  for (const { kind, amount, field } of switches)
    box.add({
      kind: kind as FaultKind,
      ...(amount === null ? {} : { amount }),
      ...(field === null ? {} : { field }),
    });
}

/**
 * Starts one Seliton shop on this machine or several by host name, each with the content of a file or
 * believable content of the asked size. Rejects `sandbox.contentMalformed`, `file.notFound` and what
 * `openSandbox` rejects.
 */
export async function startLocalShops(request: SandboxRequest): Promise<StartedSandboxes> {
  const { host, port, seed, storeFolder, addresses } = request;
  const shopAt = async (at: number): Promise<ShopOptions> => {
    const address = addresses[at];
    const isOneOfMany = addresses.length > 1 && address !== undefined;
    const folder = storeFolder !== null && isOneOfMany ? join(storeFolder, folderOf(address)) : storeFolder;
    return {
      content: await contentOf(request, at),
      seed: seed + at,
      ...(address === undefined ? {} : { address }),
      ...(folder === null ? {} : { storeFolder: folder }),
    };
  };
  const neighbours: (ShopOptions & { readonly address: string })[] = [];
  for (const [at, address] of addresses.entries())
    if (at > 0) neighbours.push({ ...(await shopAt(at)), address });
  const running = await openSandbox({ host, port, ...(await shopAt(0)), neighbours });
  for (const shop of running.shops) switchOn(shop.faults, request.switches);
  return { shops: running.shops, listensAt: running.listensAt, close: () => running.close() };
}
