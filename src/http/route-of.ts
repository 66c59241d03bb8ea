import { createRoute } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { Call, Needs } from '../api/call.ts';
import { Refusal } from '../api/fault.ts';

const FAULT = { content: { 'application/json': { schema: Refusal } } } as const;
const REFUSALS = {
  401: { description: 'not signed in', ...FAULT },
  403: { description: 'not allowed', ...FAULT },
  404: { description: 'not there', ...FAULT },
  409: { description: 'busy, or changed meanwhile', ...FAULT },
  422: { description: 'refused', ...FAULT },
  429: { description: 'too many guesses', ...FAULT },
  500: { description: 'a fault of the program', ...FAULT },
  502: { description: 'the other side was not reached', ...FAULT },
} as const;

/** How whoever makes a call shows who he is. */
function securityOf(needs: Needs): Record<string, string[]>[] {
  if (needs === 'public') return [];
  return [needs === 'reporter' ? { reporter: [] } : { cookie: [] }];
}

function asked<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>({
  method,
  path,
  summary,
  needs,
  params,
  query,
  body,
}: Call<P, Q, B>) {
  return {
    method,
    path,
    summary,
    security: securityOf(needs),
    request: {
      params,
      query,
      ...(body === undefined
        ? {}
        : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    } as {
      params: P;
      query: Q;
      body: { required: true; content: { 'application/json': { schema: B } } };
    },
  };
}

/**
 * A call of the contract as the server's framework takes it; what it answers is held to the call's schema.
 */
export function routeOf<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(about: Call<P, Q, B, R>) {
  const content = { 'application/json': { schema: about.answer } };
  return createRoute({
    ...asked(about),
    responses: { 200: { description: about.summary, content }, ...REFUSALS },
  });
}

/** The same of a call whose answer is a file or a stream: what is written is the handler's. */
export function fileRouteOf<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(about: Call<P, Q, B, R>) {
  const media: string = about.media ?? 'application/octet-stream';
  return createRoute({
    ...asked(about),
    responses: {
      200: { description: about.summary, content: { [media]: { schema: about.answer } } },
      ...REFUSALS,
    },
  });
}
