import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from './secure-line.ts';

/** A certificate that nobody but its owner has signed, for 127.0.0.1. */
export function selfSigned(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const how = [
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ];
    const what = ['-keyout', key, '-out', cert, '-subj', '/CN=SSL_Self_Signed_Fallback'];
    execFileSync('openssl', ['req', ...how, ...what], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
