import type { Account, AccountDraft, NewSession, Session } from '../../model/account.ts';

/** People who sign in on the page, and their sessions. */
export interface AccountMemory {
  /** By name. Repeatable. */
  list(): Promise<readonly Account[]>;
  /** Without regard to letter case, Cyrillic too; null = there is none. Repeatable. */
  find(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | null>;
  /** Rejects `account.nameTaken`: so a second call adds no second one, and tells it. Not repeatable. */
  add(draft: AccountDraft, nowIso: string): Promise<Account>;
  /** Its sessions stay. Repeatable. */
  setPassword(id: number, passwordHash: string): Promise<void>;
  /** Repeatable. */
  setLanguage(id: number, language: 'bg' | 'en'): Promise<void>;
  /** With its sessions. Rejects `account.lastOwner`. Repeatable. */
  remove(id: number): Promise<void>;
  /** Not repeatable: its token is drawn anew for each. */
  addSession(session: NewSession): Promise<void>;
  /** Null = there is none; whether it is over, the caller tells by its times. Repeatable. */
  session(tokenHash: string): Promise<Session | null>;
  /** It was seen now. Repeatable. */
  touchSession(tokenHash: string, nowMs: number): Promise<void>;
  /** Repeatable. */
  removeSession(tokenHash: string): Promise<void>;
  /** All of one account. Repeatable. */
  removeSessionsOf(accountId: number): Promise<void>;
  /** Those made or last seen before these moments. Repeatable. */
  removeSessionsBefore(createdMs: number, seenMs: number): Promise<void>;
}
