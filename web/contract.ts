import type { z } from 'zod';
import type { API } from '../src/api/api.ts';

// The calls of the program as types: which there are, what they take, what they answer. Nothing of it is left
// when the page is built.

type Groups = typeof API;
type AnyCall = { [Group in keyof Groups]: Groups[Group][keyof Groups[Group]] }[keyof Groups];

export type Method = AnyCall['method'];
/** The call of a method at a path. */
type CallOf<M extends Method, P extends string> = Extract<AnyCall, { method: M; path: P }>;

/** A call by its name, as a session lists those that a person may make. */
export type CallName = { [M in Method]: `${M} ${PathOf<M>}` }[Method];

/** Paths that a method can be asked at. */
export type PathOf<M extends Method> = Extract<AnyCall, { method: M }>['path'];
/** What a schema takes; of one that takes nothing, nothing is asked. */
type Given<S extends z.ZodType> = z.input<S> extends Record<string, never> ? object : z.input<S>;

/** What fills the places of a path, and its query. */
export type ParamsOf<M extends Method, P extends string> = Given<CallOf<M, P>['params']> &
  Given<CallOf<M, P>['query']>;
/** What is sent along. */
export type BodyOf<M extends Method, P extends string> = z.input<NonNullable<CallOf<M, P>['body']>>;
/** What is answered. */
export type AnswerOf<M extends Method, P extends string> = z.output<CallOf<M, P>['answer']>;

/**
 * A path with its places filled, and whatever is left of the values as its query; those that are undefined or
 * empty are left out.
 */
export function filledPath(path: string, values: object): string {
  const rest = new Map<string, unknown>(Object.entries(values));
  const filled = path.replace(/\{(\w+)\}/g, (_place, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of rest)
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? filled : `${filled}?${text}`;
}
