import type { SIGN_IN as Bulgarian } from '../../bg/page/sign-in.ts';
import type { SameWords } from '../../page-words.ts';

/** Signing in. */
export const SIGN_IN: SameWords<typeof Bulgarian> = {
  signIn: 'Sign in',
  code: 'Code of the terminal',
  codeHint: 'The program showed it when it started',
  firstAccount: "Create the owner's account",
  ended: 'Your session has ended. Sign in, and you go on where you were.',
  whatItIs: 'Warehouse Pro and the Seliton shop, always in step',
};
