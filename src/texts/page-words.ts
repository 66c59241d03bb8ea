import type { PAGE } from './bg/page.ts';
import type { Names } from './texts.ts';

/** The words of a place in another language: the same ones, none missing and none more. */
export type SameWords<Words> = Readonly<Record<keyof Words, string>>;

type Places = Omit<typeof PAGE, 'names'>;

/** Every word of the page, by the place where it stands; `names` are those that the terminal writes too. */
export type PageWords = { readonly [Place in keyof Places]: SameWords<Places[Place]> } & {
  readonly names: Names;
};
