import type { Account, AccountDraft, ListedSession, NewSession, Role, Session } from '../../model/account.ts';
import type { TenantId } from '../../model/tenant.ts';

/** A second factor as it is kept: its secret sealed, its codes for a lost phone as hashes. */
export interface SecondFactorDraft {
  readonly secret: string;
  readonly recoveryHashes: readonly string[];
}

/** People who sign in on the page, and their sessions. */
export interface AccountMemory {
  /** By name. Repeatable. */
  list(): Promise<readonly Account[]>;
  /** Without regard to letter case, Cyrillic too; null = there is none. Repeatable. */
  find(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | null>;
  /** Rejects `account.nameTaken`: so a second call adds no second one, and tells it. Not repeatable. */
  add(draft: AccountDraft, nowIso: string): Promise<Account>;
  /** Rejects `account.nameTaken`, `account.notFound`. Repeatable. */
  setPerson(id: number, person: { readonly name: string; readonly email: string }): Promise<void>;
  /** Its sessions stay. `mustChange`: somebody else has made it. Repeatable. */
  setPassword(id: number, password: { readonly hash: string; readonly mustChange: boolean }): Promise<void>;
  /** Repeatable. */
  setLanguage(id: number, language: 'bg' | 'en'): Promise<void>;
  /** Rejects `account.lastOwner`, `account.notFound`. Repeatable. */
  setRole(id: number, role: Role): Promise<void>;
  /** The secret, opened; null = none. Repeatable. Rejects `secrets.keyMissing`, `secrets.keyWrong`. */
  secondFactor(id: number): Promise<string | null>;
  /** With its codes, in the place of an earlier one; null removes both. Repeatable. */
  setSecondFactor(id: number, factor: SecondFactorDraft | null): Promise<void>;
  /**
   * Uses up a step of 30 seconds: false when it, or a later one, was used before. Not repeatable: that is
   * what it is for.
   */
  useFactorStep(id: number, step: number): Promise<boolean>;
  /** Uses up a code for a lost phone; false = there is none such. Not repeatable: each is good once. */
  useRecoveryCode(id: number, hash: string): Promise<boolean>;
  /** How many codes for a lost phone are left. Repeatable. */
  recoveryCodesLeft(id: number): Promise<number>;
  /**
   * Leaves the firm; with its sessions and codes where it is of no other. Rejects `account.lastOwner`.
   * Repeatable.
   */
  remove(id: number): Promise<void>;
  /** Not repeatable: its token is drawn anew for each. */
  addSession(session: NewSession): Promise<void>;
  /**
   * Null = there is none, or its person is not of the firm any more; whether it is over, the caller tells by
   * its times. Repeatable.
   */
  session(tokenHash: string): Promise<Session | null>;
  /** All of them, those seen last first. Repeatable. */
  sessions(): Promise<readonly ListedSession[]>;
  /** Looks at another firm's page from now on; null: at the hoster's place. Repeatable. */
  moveSession(tokenHash: string, tenant: TenantId | null): Promise<void>;
  /** It was seen now. Repeatable. */
  touchSession(tokenHash: string, nowMs: number): Promise<void>;
  /** Repeatable. */
  removeSession(tokenHash: string): Promise<void>;
  /** All of one account, but this one. Repeatable. */
  removeSessionsOf(accountId: number, butHash?: string): Promise<void>;
  /** Those made or last seen before these moments; answers how many. Repeatable. */
  removeSessionsBefore(createdMs: number, seenMs: number): Promise<number>;
}
