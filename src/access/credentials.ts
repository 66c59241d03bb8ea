import type { Session } from '../model/account.ts';

/** A browser that has just signed in: its cookie's token, shown once and kept only as a hash. */
export interface SignedIn {
  readonly token: string;
  readonly session: Session;
  /** By this the browser is known on its next sign-in: guesses of strangers do not keep it out. */
  readonly device: string;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Address of the browser's machine, for the lock-out. */
  readonly from: string;
  /** What an earlier sign-in gave the browser; '' or left out = it is a stranger. */
  readonly device?: string;
  /** The second factor's, or one for a lost phone; '' or left out = none was typed. */
  readonly code?: string;
  /** What the browser says of itself, for the list of sessions. */
  readonly browser?: string;
}

/** Where a session is opened from. */
export type From = Pick<Credentials, 'from' | 'browser'>;
