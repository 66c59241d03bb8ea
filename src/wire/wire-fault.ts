/**
 * Why a request brought no answer that can be used.
 *
 * | kind | what happened |
 * | --- | --- |
 * | `notSent` | no connection was made |
 * | `certificate` | TLS refused the other side |
 * | `busy` | 429 |
 * | `wall` | a firewall or bot wall answered in place of the server |
 * | `elsewhere` | the address leads to another one, where only a GET may follow |
 * | `timeout` | no answer began in time |
 * | `slow` | the answer came too slowly, or took too long as a whole |
 * | `lost` | the connection ended before the answer did |
 * | `broken` | 5xx |
 * | `page` | a page for people where data was expected |
 * | `unreadable` | the answer is not what it should be: cut, empty, noise |
 * | `tooLarge` | more bytes than are taken |
 */
export type WireFaultKind =
  | 'notSent'
  | 'certificate'
  | 'busy'
  | 'wall'
  | 'elsewhere'
  | 'timeout'
  | 'slow'
  | 'lost'
  | 'broken'
  | 'page'
  | 'unreadable'
  | 'tooLarge';

/** After these the server surely has done nothing. */
const NOTHING_DONE: ReadonlySet<WireFaultKind> = new Set([
  'notSent',
  'certificate',
  'busy',
  'wall',
  'elsewhere',
]);

/** These are the same the next time, or repeating would make them worse. */
const LASTING: ReadonlySet<WireFaultKind> = new Set(['certificate', 'wall', 'elsewhere', 'slow', 'tooLarge']);

/** A fault of a request, in words of no trade: each adapter makes its own error of it. */
export class WireFault extends Error {
  readonly kind: WireFaultKind;
  /** The system's code, the HTTP status or what could not be read; never a secret. */
  readonly reason: string;
  /** Of `elsewhere`: the address to be used instead. */
  readonly leadsTo: string;
  /** How long the server asked us to wait. */
  readonly retryAfterMs: number | null;

  constructor(
    kind: WireFaultKind,
    reason: string,
    more: { readonly cause?: unknown; readonly leadsTo?: string; readonly retryAfterMs?: number | null } = {},
  ) {
    super(`${kind} ${reason}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'WireFault';
    this.kind = kind;
    this.reason = reason;
    this.leadsTo = more.leadsTo ?? '';
    this.retryAfterMs = more.retryAfterMs ?? null;
  }

  /** True when the server surely has done nothing of what was asked. */
  get isNothingDone(): boolean {
    return NOTHING_DONE.has(this.kind);
  }

  /** True when asking again is of no use now. */
  get isLasting(): boolean {
    return LASTING.has(this.kind);
  }
}

/** True for a fault, or an error made of one, after which the server surely has done nothing. */
export function isNothingDone(error: unknown): boolean {
  const fault = error instanceof Error && !(error instanceof WireFault) ? error.cause : error;
  return fault instanceof WireFault && fault.isNothingDone;
}
