import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { CALLS } from '../../../src/api/api.ts';
import type { Call } from '../../../src/api/call.ts';
import { Refusal } from '../../../src/api/fault.ts';

/** What was answered to a request. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly media: string | undefined;
  readonly answer: string;
}

/** In what a value is not as described: a missing, a wrong or an unknown part; null = in nothing. */
export function schemaFault(schema: z.ZodType, value: unknown): string | null {
  const read = schema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  }
  // What a schema does not know it leaves out of what it reads.
  const known: unknown = JSON.parse(JSON.stringify(read.data));
  return isDeepStrictEqual(known, value) ? null : `not described: ${firstUnknown(known, value)}`;
}

function firstUnknown(known: unknown, value: unknown): string {
  if (typeof value !== 'object' || value === null || typeof known !== 'object' || known === null)
    return JSON.stringify(value);
  for (const [key, part] of Object.entries(value)) {
    if (!Object.hasOwn(known, key)) return key;
    const inner = (known as Readonly<Record<string, unknown>>)[key];
    if (!isDeepStrictEqual(inner, part)) return `${key}.${firstUnknown(inner, part)}`;
  }
  return '';
}

/** The call that a request makes. */
export function callOf(method: string, path: string): Call | undefined {
  const [plain = ''] = path.split('?');
  const fits = (call: Call): boolean =>
    call.method === method.toLowerCase() &&
    new RegExp(`^${call.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(plain);
  return CALLS.find(fits);
}

/** The events of a stream that have no name of their own. */
function eventsOf(stream: string): readonly unknown[] {
  return stream
    .split('\n\n')
    .filter((block) => /^data: /m.test(block) && !/^event: /m.test(block))
    .map((block): unknown => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'));
}

/** In what an answer breaks the contract of page and program; null = in nothing. */
export function contractFault({ method, path, status, media = '', answer }: Answered): string | null {
  const call = callOf(method, path);
  const about = `${method} ${path} ${status}`;
  // Pages and their files, and a request under a foreign name, which gets no word of the API.
  if (!path.startsWith('/api') || status === 421) return null;
  const isGood = status === 200 && call !== undefined;
  const expected = isGood ? (call.media ?? 'application/json') : 'application/json';
  if (!media.startsWith(expected)) return `${about}: ${media} is not ${expected}`;
  if (path === '/api/openapi.json') return null;
  const values =
    expected === 'text/event-stream'
      ? eventsOf(answer)
      : [expected === 'application/json' ? (JSON.parse(answer) as unknown) : answer];
  for (const value of values) {
    const fault = schemaFault(isGood ? call.answer : Refusal, value);
    if (fault !== null) return `${about}: ${fault}`;
  }
  return null;
}
