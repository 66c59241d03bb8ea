import { z } from 'zod';

/** `operator` calls are open to everybody who is signed in; `public` ones to everybody. */
export type Needs = 'public' | 'operator' | 'owner';

/** What a call that takes nothing takes. */
export const Nothing = z.object({});

/**
 * One call of the API: what it takes and answers, who may make it. Server, page and tests go by it.
 */
export interface Call<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for each of `params`. */
  readonly path: string;
  readonly summary: string;
  readonly needs: Needs;
  readonly params: P;
  readonly query: Q;
  /** Undefined where nothing is sent along. */
  readonly body: B | undefined;
  readonly answer: R;
}

type Described<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> = Omit<
  Call<P, Q, B, R>,
  'params' | 'query' | 'body'
> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
};

/** Describes a call; what is left out of `params`, `query` and `body` is not taken. */
export function call<
  R extends z.ZodType,
  P extends z.ZodObject = typeof Nothing,
  Q extends z.ZodObject = typeof Nothing,
  B extends z.ZodType = z.ZodUndefined,
>({ params, query, body, ...rest }: Described<P, Q, B, R>): Call<P, Q, B, R> {
  return { ...rest, params: (params ?? Nothing) as P, query: (query ?? Nothing) as Q, body };
}

export const ProfileParams = z.object({ name: z.string().min(1).max(80) });
/** Whatever the program says, as JSON: its types are those of the model. */
export const AnyObject = z.record(z.string(), z.any());
export const Done = z.object({ ok: z.literal(true) });

/** An error as every call may answer it. */
export const Fault = z
  .object({
    code: z.string(),
    what: z.string().optional(),
    remedy: z.string().optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    fields: z.record(z.string(), z.any()).optional(),
  })
  .meta({ id: 'Error' });
