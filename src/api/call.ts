import { z } from 'zod';

/**
 * Who may make a call: `public` everybody; `person` whoever is signed in, about himself; of a firm `reader` all
 * its people, `operator`, `accountant` and `owner` those and the owner; `hoster` whoever looks after the firms;
 * `soleOwner` the owner of the only firm of a memory, since it is about all of it; `reporter` programs that have the
 * token of a reporting shop: no session, no cookie.
 */
export type Needs =
  | 'public'
  | 'person'
  | 'reader'
  | 'operator'
  | 'accountant'
  | 'owner'
  | 'hoster'
  | 'soleOwner'
  | 'reporter';

/** What a call that takes nothing takes. */
export const Nothing = z.object({});

type Method = 'get' | 'post' | 'put' | 'delete';

/** One call of the API: what it takes and answers, who may make it. Server, page and tests go by it. */
export interface Call<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  M extends Method = Method,
  Path extends string = string,
> {
  readonly method: M;
  /** With `{name}` for each of `params`; with its method it is the name by which the page makes a call. */
  readonly path: Path;
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

type Described<C extends Call> = Omit<C, 'params' | 'query' | 'body'> & {
  readonly params?: C['params'];
  readonly query?: C['query'];
  readonly body?: C['body'];
};

/** Describes a call; what is left out of `params`, `query` and `body` is not taken. */
export function call<
  R extends z.ZodType,
  M extends Method,
  Path extends string,
  P extends z.ZodObject = typeof Nothing,
  Q extends z.ZodObject = typeof Nothing,
  B extends z.ZodType = z.ZodUndefined,
>({ params, query, body, ...rest }: Described<Call<P, Q, B, R, M, Path>>): Call<P, Q, B, R, M, Path> {
  return { ...rest, params: (params ?? Nothing) as P, query: (query ?? Nothing) as Q, body };
}

export const ProfileParams = z.object({ name: z.string().min(1).max(80) });
export const Done = z.object({ ok: z.literal(true) });
