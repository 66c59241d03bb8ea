import { DatabaseSync } from 'node:sqlite';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textsOf } from '../texts/text.ts';
import { faultCode, issueCode } from './fault-code.ts';

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const coded = (code: string, more: object = {}): Error =>
  Object.assign(new Error('raw words'), { code, ...more });

describe('what a system says was wrong (issue 15, the terminal)', () => {
  it('its own code, or that of what lies beneath where its own says little', () => {
    const refused = coded('ECONNREFUSED');
    expect(faultCode(coded('ETIMEDOUT'))).toBe('ETIMEDOUT');
    expect(faultCode(coded('ESOCKET', { cause: refused }))).toBe('ECONNREFUSED');
    expect(faultCode(coded('ESOCKET', { cause: new AggregateError([refused, refused]) }))).toBe(
      'ECONNREFUSED',
    );
    expect(faultCode(coded('ESOCKET'))).toBe('ESOCKET');
    expect([faultCode(new Error('raw words')), faultCode(undefined), faultCode('raw words')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('ends with causes that are each other’s', () => {
    const [one, other] = [coded('ESOCKET'), coded('ESOCKET')];
    expect(faultCode(Object.assign(one, { cause: Object.assign(other, { cause: one }) }))).toBe('ESOCKET');
  });

  it('SQLite’s and OpenSSL’s real ones have words in both languages', () => {
    const errors = [
      thrown(() => new DatabaseSync('/nowhere/at/all.db')),
      thrown(() => new X509Certificate('x')),
      thrown(() => createPrivateKey('x')),
    ];
    const codes = errors.map((error) => faultCode(error) ?? '');
    expect(codes[0]).toBe('SQLITE_CANTOPEN');
    for (const lang of ['bg', 'en'] as const)
      for (const code of codes)
        expect([code, textsOf(lang).faultWords[code]]).toEqual([code, expect.any(String)]);
  });

  it('a schema’s finding is a code with words, whatever it found', () => {
    const schema = z.object({ a: z.string(), b: z.int().min(1), c: z.enum(['x']), d: z.iso.date() }).strict();
    const wrong = [
      {},
      { a: 1 },
      { a: '', b: 0, c: 'x' },
      { a: '', b: 1, c: 'y' },
      { a: '', b: 1, c: 'x', d: 'x' },
      { a: '', b: 1, c: 'x', d: '2026-01-01', e: 1 },
    ];
    const codes = wrong.map((value) => issueCode(schema.safeParse(value).error?.issues[0]));
    expect(codes[0]).toBe('missing');
    for (const code of codes)
      expect([code, textsOf('bg').faultWords[code]]).toEqual([code, expect.any(String)]);
  });
});
