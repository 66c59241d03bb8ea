import { createRoute, z } from '@hono/zod-openapi';
import type { RouteConfig } from '@hono/zod-openapi';

export { z };

/** An error as every call may answer it. */
export const ErrorSchema = z
  .object({
    code: z.string(),
    what: z.string().optional(),
    remedy: z.string().optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    fields: z.record(z.string(), z.any()).optional(),
  })
  .openapi('Error');

const ERROR = { content: { 'application/json': { schema: ErrorSchema } } } as const;

/** `operator` calls are open to everybody who is signed in; `public` ones to everybody. */
export type Needs = 'public' | 'operator' | 'owner';

type Method = 'get' | 'post' | 'put' | 'delete';

interface Description<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly needs: Needs;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: R;
}

const None = z.object({});

/** A call of the API: what it takes, what it answers, who may make it. */
export function call<
  R extends z.ZodType,
  P extends z.ZodObject = typeof None,
  Q extends z.ZodObject = typeof None,
  B extends z.ZodType = z.ZodUndefined,
>(about: Description<P, Q, B, R>) {
  const { method, path, summary, needs, params, query, body, answer } = about;
  return createRoute({
    method,
    path,
    summary,
    // Read by the access guard and by the tests that no call may escape.
    'x-needs': needs,
    security: needs === 'public' ? [] : [{ cookie: [] }],
    request: {
      params: (params ?? None) as P,
      query: (query ?? None) as Q,
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
      401: { description: 'not signed in', ...ERROR },
      403: { description: 'not allowed', ...ERROR },
      404: { description: 'not there', ...ERROR },
      409: { description: 'busy, or changed meanwhile', ...ERROR },
      422: { description: 'refused', ...ERROR },
      502: { description: 'the other side was not reached', ...ERROR },
    },
  });
}

/** Who may make a call that `call` has described. */
export function needsOf(route: RouteConfig): Needs {
  return (route as { 'x-needs'?: Needs })['x-needs'] ?? 'owner';
}

export const ProfileParams = z.object({ name: z.string().min(1).max(80) });
/** Whatever the program says, as JSON: its types are those of the model. */
export const AnyObject = z.record(z.string(), z.any());
export const Done = z.object({ ok: z.literal(true) });
