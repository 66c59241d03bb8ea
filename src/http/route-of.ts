import { createRoute } from '@hono/zod-openapi';
import type { z } from 'zod';
import { Fault } from '../api/call.ts';
import type { Call } from '../api/call.ts';

const FAULT = { content: { 'application/json': { schema: Fault } } } as const;

/** A call of the contract as the server's framework takes it; what it answers is held to the call's schema. */
export function routeOf<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>({ method, path, summary, needs, params, query, body, answer }: Call<P, Q, B, R>) {
  return createRoute({
    method,
    path,
    summary,
    security: needs === 'public' ? [] : [{ cookie: [] }],
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
    responses: {
      200: { description: summary, content: { 'application/json': { schema: answer } } },
      401: { description: 'not signed in', ...FAULT },
      403: { description: 'not allowed', ...FAULT },
      404: { description: 'not there', ...FAULT },
      409: { description: 'busy, or changed meanwhile', ...FAULT },
      422: { description: 'refused', ...FAULT },
      502: { description: 'the other side was not reached', ...FAULT },
    },
  });
}
