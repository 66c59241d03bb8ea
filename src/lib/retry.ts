import type { Sleep } from './sleep.ts';

/** How often and how patiently one thing is tried; the only policy of repeats in the program. */
export interface RetryPolicy {
  /** The first one included. */
  readonly attempts: number;
  /** Waiting grows from twice this, doubling, with full jitter. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** All waits of one piece of work together; a wait beyond it is not begun, the error stands. */
  readonly mostWaitingMs: number;
  readonly sleep: Sleep;
  /** 0 up to 1, for the jitter. */
  readonly random: () => number;
}

/** What is to be done about a failed attempt. */
export type Verdict =
  | { readonly isFinal: true }
  | {
      readonly isFinal: false;
      /** What the other side asked us to wait; null = as the policy says. */
      readonly askedMs: number | null;
      /** Told before the wait, with which try has failed, from 1. */
      readonly onWait?: (waitMs: number, attempt: number) => void;
    };

/**
 * Does the work until it succeeds, the judge calls an error final, or attempts or patience are used up; then
 * the last error is thrown. Who may repeat what is promised at the heads of the ports: never put one retry
 * around another.
 */
export async function retry<T>(
  policy: RetryPolicy,
  what: {
    readonly work: () => Promise<T>;
    readonly judge: (error: unknown) => Verdict;
    readonly signal: AbortSignal;
  },
): Promise<T> {
  let waitedMs = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await what.work();
    } catch (error) {
      if (attempt >= policy.attempts) throw error;
      const verdict = what.judge(error);
      if (verdict.isFinal) throw error;
      const longest = Math.min(policy.firstWaitMs * 2 ** attempt, policy.longestWaitMs);
      const waitMs = verdict.askedMs ?? Math.round(longest * policy.random());
      waitedMs += waitMs;
      if (waitedMs > policy.mostWaitingMs) throw error;
      verdict.onWait?.(waitMs, attempt);
      await policy.sleep(waitMs, what.signal);
    }
  }
}
