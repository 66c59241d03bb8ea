import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { isErrorCode } from '../../model/error-codes.ts';
import { SyncError } from '../../model/sync-error.ts';

// What an agent and whoever works with its warehouse say to each other. A message is one line of JSON, the
// head, and behind it a piece of a question or of an answer. Whatever changes a head, a question or what an
// answer means is a new version.

/** The version of the wire that this program speaks. */
export const WIRE = 1;
/** The oldest that it still understands. */
export const OLDEST_WIRE = 1;

/** Longer questions and answers go in pieces: servers take a megabyte at once, unless told otherwise. */
export const PIECE_BYTES = 128 * 1024;

/** Where whoever wants to work with an agent's warehouse begins; one of its processes answers. */
export function openSubject(agent: string): string {
  return `skl.wh.${agent}.open`;
}

/** Where one process of an agent listens, and nobody after it: what is sent there is done by it, or never. */
export function instanceSubject(agent: string, instance: string): string {
  return `skl.wh.${agent}.at.${instance}`;
}

const id = z.string().regex(/^[0-9a-f]{16}$/);
const whole = z.int().min(0);
const versions = { wire: whole, program: z.string().max(100) };

/** What is said to an agent. */
export const QUESTION_HEAD = z.discriminatedUnion('kind', [
  /** Asks who is there. */
  z.object({ kind: z.literal('look'), ...versions }),
  /** Begins a session; `proof`: of knowing the agent's token. */
  z.object({ kind: z.literal('open'), ...versions, nonce: z.string().max(100), proof: z.string().max(100) }),
  /**
   * A call: done once, however often it is asked for. `oldest`: all before it are settled.
   * `endsMs`: by the agent's clock, it is not begun afterwards.
   */
  z.object({
    kind: z.literal('ask'),
    session: id,
    call: whole,
    oldest: whole,
    endsMs: z.number(),
    piece: whole,
    pieces: whole.max(10_000),
  }),
  /** Waits for the answer to a call, and asks for a piece of it. */
  z.object({ kind: z.literal('tell'), session: id, call: whole, piece: whole }),
  /** A call is not wanted any more. */
  z.object({ kind: z.literal('stop'), session: id, call: whole }),
  z.object({ kind: z.literal('close'), session: id }),
]);
export type QuestionHead = z.infer<typeof QUESTION_HEAD>;

/** What an agent says of its versions, whatever else it says: read before anything of it is relied on. */
export const ANSWER_VERSIONS = z.object(versions);

/** What an agent answers. */
export const ANSWER_HEAD = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('there'), ...versions, upSeconds: whole, instance: id }),
  /** `nowMs`: its clock, which runs from a beginning of its own. */
  z.object({ kind: z.literal('opened'), ...versions, instance: id, session: id, nowMs: z.number() }),
  z.object({ kind: z.literal('refused'), ...versions, why: z.enum(['wire', 'token', 'full']) }),
  /** A piece of a question was taken, and more are wanted. */
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('working') }),
  /** A call came too late, or was stopped before it was begun: it never is. */
  z.object({ kind: z.literal('notBegun') }),
  z.object({ kind: z.literal('piece'), piece: whole, pieces: whole }),
  /** No such session here, or no such call in it. */
  z.object({ kind: z.literal('gone') }),
]);
export type AnswerHead = z.infer<typeof ANSWER_HEAD>;

const NEW_LINE = 0x0a;
const NOTHING = new Uint8Array(0);

/** A message as it goes over the wire. */
export function message(head: QuestionHead | AnswerHead, piece: Uint8Array = NOTHING): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), piece]);
}

/** A message taken apart; null for anything else. */
export function readMessage(data: Uint8Array): { readonly head: unknown; readonly piece: Uint8Array } | null {
  const end = data.indexOf(NEW_LINE);
  if (end < 0) return null;
  try {
    return {
      head: JSON.parse(Buffer.from(data.subarray(0, end)).toString()) as unknown,
      piece: data.subarray(end + 1),
    };
  } catch {
    return null;
  }
}

/** A question or an answer in pieces; at least one. */
export function piecesOf(text: string): readonly Uint8Array[] {
  const bytes = Buffer.from(text);
  const count = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES));
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  );
}

/** Sets and maps go as lists; everything else of the port is JSON as it is. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each instanceof Set || each instanceof Map ? Array.from<unknown>(each) : each,
  );
}

/** That somebody knows the agent's token, without its going over the wire. */
export function proofOf(token: string, agent: string, nonce: string): string {
  return createHmac('sha256', token).update(`${agent}\n${nonce}`).digest('hex');
}

/** Whether two proofs are the same, in a time that does not tell where they differ. */
export function isSameProof(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What a call is: the name of a method, and what it is given. */
export const CALL_TEXT = z.strictObject({ method: z.string().max(100), args: z.array(z.unknown()) });

const FAULT = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  retryAfterMs: z.number().nullable(),
});

/** What came of a call: its answer, or the fault that the adapter beside the database has told. */
export const OUTCOME_TEXT = z.union([
  z.strictObject({ answer: z.unknown() }),
  z.strictObject({ fault: FAULT }),
]);

/** A fault with its code and its facts. */
export function faultText({ code, facts, retryAfterMs }: SyncError): string {
  return asJson({ fault: { code, facts, retryAfterMs } });
}

/** The fault that an agent has told, as if it had happened here; one that a newer program knows is named. */
export function toldFault(fault: z.infer<typeof FAULT>, agent: string): SyncError {
  const { code, facts, retryAfterMs } = fault;
  if (!isErrorCode(code)) return new SyncError('warehouse.agent.unknownFault', { agent, code });
  return new SyncError(code, facts, retryAfterMs === null ? {} : { retryAfterMs });
}
