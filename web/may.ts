import type { SessionAnswer } from '../src/api/session.ts';
import type { CallName } from './contract.ts';

/** Whether whoever has signed in may make a call: asked by what shows its button, form or place. */
export type May = (call: CallName) => boolean;

/**
 * The one place where the page decides what it offers: by the calls that the program lets a person make,
 * which it tells with his session (`needs` in src/api). Nothing before there is one.
 */
export function mayOf(session: Pick<SessionAnswer, 'may'> | null): May {
  const calls = new Set(session?.may);
  return (call) => calls.has(call);
}
