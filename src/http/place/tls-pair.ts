import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { faultCode } from '../../model/fault-code.ts';
import { readError } from '../../model/file-error.ts';
import { SyncError } from '../../model/sync-error.ts';

/** Files of a certificate with those that vouch for it, and of its key, both as PEM. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
}

/** What a server speaks TLS with. Older versions than 1.2 are refused, whatever Node was started with. */
export interface TlsContext {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly minVersion: 'TLSv1.2';
}

const reasonOf = (error: unknown): string => faultCode(error) ?? String(error);

async function readWhole(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw readError(error, file);
  });
}

function readCertificate(pem: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new SyncError('http.tls.certificate', { file, reason: reasonOf(error) }, { cause: error });
  }
}

function readKey(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new SyncError('http.tls.key', { file, reason: reasonOf(error) }, { cause: error });
  }
}

/** When both files were last written, and how long they are; follows the links that renewals move. */
async function stampOf({ certificate, key }: TlsFiles): Promise<string> {
  const stamps = await Promise.all([stat(certificate), stat(key)]);
  return stamps.map(({ mtimeMs, size, ino }) => `${mtimeMs}/${size}/${ino}`).join(' ');
}

/** A certificate and its key, as they were when they were last read and fitted each other. */
export class TlsPair {
  readonly files: TlsFiles;
  #context: TlsContext;
  #until: Date;
  #stamp: string;

  private constructor(files: TlsFiles, read: { context: TlsContext; until: Date; stamp: string }) {
    this.files = files;
    this.#context = read.context;
    this.#until = read.until;
    this.#stamp = read.stamp;
  }

  /**
   * Reads both files. Rejects `file.*`, `http.tls.certificate`, `http.tls.key` (also one that is sealed by a
   * password) and `http.tls.mismatch`.
   */
  static async read(files: TlsFiles): Promise<TlsPair> {
    return new TlsPair(files, await readPair(files));
  }

  get context(): TlsContext {
    return this.#context;
  }

  /** Until when the certificate holds. */
  get until(): Date {
    return this.#until;
  }

  /** Whether a file is another one since it was last looked at; whoever replaces both needs a moment. */
  async hasChanged(): Promise<boolean> {
    const stamp = await stampOf(this.files).catch(() => this.#stamp);
    return stamp !== this.#stamp;
  }

  /**
   * Reads both anew. Rejects as `read` does and then keeps what it has; files that were refused count as
   * looked at, so that their fault is told once. Repeatable.
   */
  async readAgain(): Promise<void> {
    this.#stamp = await stampOf(this.files).catch(() => this.#stamp);
    const read = await readPair(this.files);
    this.#context = read.context;
    this.#until = read.until;
    this.#stamp = read.stamp;
  }
}

async function readPair(files: TlsFiles): Promise<{ context: TlsContext; until: Date; stamp: string }> {
  const cert = await readWhole(files.certificate);
  const key = await readWhole(files.key);
  const certificate = readCertificate(cert, files.certificate);
  if (!certificate.checkPrivateKey(readKey(key, files.key)))
    throw new SyncError('http.tls.mismatch', { certificate: files.certificate, key: files.key });
  const context = { cert, key, minVersion: 'TLSv1.2' } as const;
  try {
    createSecureContext(context);
  } catch (error) {
    const reason = reasonOf(error);
    throw new SyncError('http.tls.certificate', { file: files.certificate, reason }, { cause: error });
  }
  return { context, until: certificate.validToDate, stamp: await stampOf(files) };
}
