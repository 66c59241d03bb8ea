import { foldedAccountName as folded } from '../../model/account.ts';
import type { Account, Role, Session } from '../../model/account.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { AccountDraft, AccountMemory, NewSession } from '../state.ts';
import type { Database, Row } from './database.ts';

const ACCOUNT = 'a.id, a.name, a.role, a.language, a.created_at';

function accountOf(row: Row): Account {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    role: row['role'] as Role,
    language: row['language'] as 'bg' | 'en',
    createdAt: row['created_at'] as string,
  };
}

/** Accounts and sessions in SQLite, which folds no Cyrillic letters: a folded name is kept beside. */
export class SqliteAccounts implements AccountMemory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<readonly Account[]> {
    return this.#database.all(`SELECT ${ACCOUNT} FROM accounts a ORDER BY a.folded_name`).map(accountOf);
  }

  async find(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | null> {
    const row = this.#database.get(
      `SELECT ${ACCOUNT}, a.password_hash FROM accounts a WHERE a.folded_name = ?`,
      folded(name),
    );
    return row === null ? null : { account: accountOf(row), passwordHash: row['password_hash'] as string };
  }

  async add(draft: AccountDraft, nowIso: string): Promise<Account> {
    const { name, role, language, passwordHash } = draft;
    return this.#database.transaction(() => {
      if (this.#database.get('SELECT 1 FROM accounts WHERE folded_name = ?', folded(name)) !== null)
        throw new SyncError('account.nameTaken', { name });
      const { id } = this.#database.run(
        `INSERT INTO accounts (name, folded_name, role, language, password_hash, created_at)
          VALUES (?, ?, ?, ?, ?, ?)`,
        name,
        folded(name),
        role,
        language,
        passwordHash,
        nowIso,
      );
      return { id, name, role, language, createdAt: nowIso };
    });
  }

  async setPassword(id: number, passwordHash: string): Promise<void> {
    this.#database.run('UPDATE accounts SET password_hash = ? WHERE id = ?', passwordHash, id);
  }

  async setLanguage(id: number, language: 'bg' | 'en'): Promise<void> {
    this.#database.run('UPDATE accounts SET language = ? WHERE id = ?', language, id);
  }

  async remove(id: number): Promise<void> {
    this.#database.transaction(() => {
      const owners = this.#database.get(
        "SELECT count(*) AS n FROM accounts WHERE role = 'owner' AND id <> ?",
        id,
      );
      if (Number(owners?.['n'] ?? 0) === 0) throw new SyncError('account.lastOwner');
      this.#database.run('DELETE FROM accounts WHERE id = ?', id);
    });
  }

  async addSession(session: NewSession): Promise<void> {
    this.#database.run(
      `INSERT INTO sessions (token_hash, account_id, csrf_token, created_at_ms, last_seen_at_ms)
        VALUES (?, ?, ?, ?, ?)`,
      session.tokenHash,
      session.accountId,
      session.csrfToken,
      session.nowMs,
      session.nowMs,
    );
  }

  async session(tokenHash: string): Promise<Session | null> {
    const row = this.#database.get(
      `SELECT ${ACCOUNT}, s.csrf_token, s.created_at_ms, s.last_seen_at_ms FROM sessions s
        JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ?`,
      tokenHash,
    );
    if (row === null) return null;
    return {
      account: accountOf(row),
      csrfToken: row['csrf_token'] as string,
      createdAtMs: row['created_at_ms'] as number,
      lastSeenAtMs: row['last_seen_at_ms'] as number,
    };
  }

  async touchSession(tokenHash: string, nowMs: number): Promise<void> {
    this.#database.run('UPDATE sessions SET last_seen_at_ms = ? WHERE token_hash = ?', nowMs, tokenHash);
  }

  async removeSession(tokenHash: string): Promise<void> {
    this.#database.run('DELETE FROM sessions WHERE token_hash = ?', tokenHash);
  }

  async removeSessionsOf(accountId: number): Promise<void> {
    this.#database.run('DELETE FROM sessions WHERE account_id = ?', accountId);
  }

  async removeSessionsBefore(createdMs: number, seenMs: number): Promise<void> {
    this.#database.run(
      'DELETE FROM sessions WHERE created_at_ms < ? OR last_seen_at_ms < ?',
      createdMs,
      seenMs,
    );
  }
}
