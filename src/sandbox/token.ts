import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Claims of an access token (facts of the platform, section 6.3). Times: seconds since 1970 UTC. */
export interface Claims {
  readonly id: string;
  readonly jti: string;
  readonly iss: string;
  readonly aud: string;
  readonly sub: string | null;
  readonly exp: number;
  readonly iat: number;
  readonly token_type: 'bearer';
  readonly scope: string;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** A signed JSON Web Token. */
export function makeToken(claims: Omit<Claims, 'id' | 'jti'>, key: string): string {
  const id = randomBytes(20).toString('hex');
  const head = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode({ id, jti: id, ...claims })}`;
  return `${head}.${signature(head, key)}`;
}

/** The claims of a token that we signed and that has not expired; null for anything else. */
export function readToken(token: string, key: string, nowSeconds: number): Claims | null {
  const [head, body, sign] = token.split('.');
  if (head === undefined || body === undefined || sign === undefined) return null;
  const wanted = Buffer.from(signature(`${head}.${body}`, key));
  const given = Buffer.from(sign);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
  return claims.exp > nowSeconds ? claims : null;
}
