import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate that vouches for itself, and its key. */
export interface MadeCertificate {
  readonly certificate: string;
  readonly key: string;
  /** For clients that are to trust it. */
  readonly pem: Buffer;
}

/** Makes a certificate of these names with OpenSSL, in a folder of its own; it holds for so many days. */
export function makeCertificate(folder: string, names: readonly string[], days = 90): MadeCertificate {
  mkdirSync(folder, { recursive: true });
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const others = names.map((name) => (/^[\d.]+$|:/.test(name) ? `IP:${name}` : `DNS:${name}`)).join(',');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const who = ['-subj', `/CN=${names[0] ?? ''}`, '-addext', `subjectAltName=${others}`];
  const args = ['req', '-x509', ...curve, '-days', String(days), '-keyout', key, '-out', certificate, ...who];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return { certificate, key, pem: readFileSync(certificate) };
}
