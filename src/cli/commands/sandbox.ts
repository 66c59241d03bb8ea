import { SyncError } from '../../model/sync-error.ts';
import { fill } from '../../texts/text.ts';
import type { SandboxSwitch } from '../program.ts';
import { wholeNumber } from '../read-number.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import type { CliSession } from '../session.ts';

export interface SandboxCommandOptions {
  readonly port?: string;
  readonly host?: string;
  readonly products?: string;
  readonly orders?: string;
  readonly seed?: string;
  readonly store?: string;
  readonly content?: readonly string[];
  readonly address?: readonly string[];
  readonly switch?: readonly string[];
}

/** The origin of a shop's public address: nothing but its scheme, name and port may stand in it. */
function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain =
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    [`${url.origin}/`, url.origin].includes(url.href);
  if (isPlain) return url.origin;
  throw new SyncError('settings.badValue', {
    key: '--address',
    value: text,
    expected: 'https://shop.example.bg',
  });
}

function readAddresses(texts: readonly string[]): readonly string[] {
  const addresses = texts.map(readAddress);
  const twice = addresses.find((address, at) => addresses.indexOf(address) !== at);
  if (twice === undefined) return addresses;
  throw new SyncError('settings.badValue', {
    key: '--address',
    value: twice,
    expected: 'https://other.example.bg',
  });
}

/** `commas`, `smallPages=10` or `otherDates=unix`. */
function readSwitch(text: string, known: readonly string[]): SandboxSwitch {
  const [kind = '', ...rest] = text.split('=');
  if (!known.includes(kind))
    throw new SyncError('settings.badValue', { key: '--switch', value: text, expected: known.join(', ') });
  const value = rest.join('=');
  return { kind, amount: /^\d{1,9}$/.test(value) ? Number(value) : null, field: value === '' ? null : value };
}

export async function sandboxCommand(session: CliSession, options: SandboxCommandOptions): Promise<number> {
  const { program, texts } = session;
  const sandbox = await program.startSandbox({
    host: options.host ?? '127.0.0.1',
    port: wholeNumber('--port', options.port, { missing: 8711, most: 65_535 }),
    storeFolder: options.store ?? null,
    contentFiles: options.content ?? [],
    addresses: readAddresses(options.address ?? []),
    switches: (options.switch ?? []).map((text) => readSwitch(text, program.sandboxSwitches)),
    products: wholeNumber('--products', options.products, { missing: 200, most: 1_000_000 }),
    orders: wholeNumber('--orders', options.orders, { missing: 60, most: 1_000_000 }),
    seed: wholeNumber('--seed', options.seed, { missing: 1, most: 4_294_967_295 }),
  });
  const { phrases } = texts;
  const { listensAt } = sandbox;
  for (const { url, adminUrl } of sandbox.shops) {
    if (session.isJson) session.printJson({ type: 'sandboxStarted', url, adminUrl, listensAt });
    else session.print(fill(phrases['sandbox.running'], { address: url, admin: adminUrl }));
  }
  if (!session.isJson) {
    const isNamed = sandbox.shops.some(({ url }) => url !== listensAt);
    if (isNamed) session.print(fill(phrases['sandbox.listens'], { address: listensAt }));
    session.print(phrases['sandbox.access']);
    session.print(phrases['sandbox.stop']);
  }
  return runUntilStopped(session, () => sandbox.close());
}
