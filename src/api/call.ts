import { z } from 'zod';

/** `operator` calls are open to everybody who is signed in; `public` ones to everybody. */
export type Needs = 'public' | 'operator' | 'owner';

/** What a call that takes nothing takes. */
export const Nothing = z.object({});

/** One call of the API: what it takes and answers, who may make it. Server, page and tests go by it. */
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
  /**
   * What the answer is, where it is no JSON: `answer` then describes its text, or each event of its stream.
   */
  readonly media?: string;
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
export const Done = z.object({ ok: z.literal(true) });
