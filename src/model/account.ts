import type { Tenant, TenantId } from './tenant.ts';

/**
 * What a person may do in a firm: the owner everything; an operator runs, looks and releases, but sees no
 * settings; an accountant looks and takes sheets and audit files away, starts nothing and changes nothing.
 */
export const ROLES = ['owner', 'accountant', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** What a person is in a firm. */
export interface Membership {
  readonly tenant: Tenant;
  readonly role: Role;
}

/** A role, or that of whoever looks after the firms of a memory and sees nothing of their shops. */
export type AccountRole = Role | 'hoster';

/** A person who signs in on the page. Times: ISO 8601, UTC. */
export interface Account {
  readonly id: number;
  /** Unique without regard to letter case. */
  readonly name: string;
  /** In the firm that is spoken of; of a session the one that it is at. */
  readonly role: AccountRole;
  readonly language: 'bg' | 'en';
  readonly createdAt: string;
  /** '' = none was told. */
  readonly email: string;
  /** Its password was made by somebody else: nothing else is possible before it is changed. */
  readonly mustChange: boolean;
  /** Besides the password a code of an app is asked for. */
  readonly hasSecondFactor: boolean;
}

/** A signed-in browser. The token itself is only in its cookie; what is kept cannot be used to sign in. */
export interface Session {
  readonly account: Account;
  /** The firm whose page it looks at; null: the hoster's place. */
  readonly tenant: Tenant | null;
  /** Sent with every change, in a header: a foreign page cannot know it. */
  readonly csrfToken: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
}

/** A session as it stands in a list. */
export interface ListedSession extends Pick<Session, 'account' | 'createdAtMs' | 'lastSeenAtMs'> {
  /** SHA-256 of the cookie's token. */
  readonly tokenHash: string;
  /** What the browser says of itself; '' = nothing. */
  readonly browser: string;
  /** Address that it signed in from. */
  readonly address: string;
}

/** A name as names are compared: without regard to letter case and ways of writing a letter, Cyrillic too. */
export function foldedAccountName(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** An account to be made. */
export interface AccountDraft {
  readonly name: string;
  readonly role: Role;
  readonly language: 'bg' | 'en';
  readonly passwordHash: string;
  /** Left out = no. */
  readonly mustChange?: boolean;
}

/** A browser that signs in. */
export interface NewSession {
  /** SHA-256 of the cookie's token. */
  readonly tokenHash: string;
  readonly accountId: number;
  readonly csrfToken: string;
  readonly nowMs: number;
  readonly browser: string;
  readonly address: string;
  /** The firm whose page it looks at; null: the hoster's place. Left out = the first one. */
  readonly tenant?: TenantId | null;
}

const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 200;
const LONGEST_EMAIL = 200;

/** True for a password of 10 to 200 characters: long enough, and short enough to be hashed at once. */
export function isPassword(text: string): boolean {
  return text.length >= SHORTEST_PASSWORD && text.length <= LONGEST_PASSWORD;
}

/** True for a name of 1 to 60 characters without control characters and blanks at its ends. */
export function isAccountName(name: string): boolean {
  return name.length >= 1 && name.length <= 60 && name.trim() === name && !/\p{Cc}/u.test(name);
}

/** True for what can be an e-mail address, and for ''. */
export function isEmail(text: string): boolean {
  return (
    text === '' || (text.length <= LONGEST_EMAIL && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(text))
  );
}
