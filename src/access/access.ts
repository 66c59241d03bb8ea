import { sha256 } from '../lib/hash.ts';
import { nowIso } from '../lib/clock.ts';
import type { Clock } from '../lib/clock.ts';
import { isAccountName, isPassword } from '../model/account.ts';
import type { Account, Role, Session } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import type { AccountMemory } from '../state/state.ts';
import { ADDRESS, LockOut } from './lock-out.ts';
import { hashPassword, isPasswordOf, randomCode, randomToken } from './password.ts';

const HOUR_MS = 3_600_000;
const IDLE_MS = 8 * HOUR_MS;
const LONGEST_MS = 7 * 24 * HOUR_MS;
/** Seen at most so often in the memory: a page that asks every second must not write every second. */
const TOUCH_MS = 60_000;
const LINK_MS = HOUR_MS;
/** A password for nobody: a name that is not known takes as long to refuse as one that is. */
const NOBODY = `scrypt:${'0'.repeat(32)}:${'0'.repeat(64)}`;

/** A browser that has just signed in: its cookie's token, shown once and kept only as a hash. */
export interface SignedIn {
  readonly token: string;
  readonly session: Session;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Address of the browser's machine, for the lock-out. */
  readonly from: string;
}

/** Who may come in: accounts, sessions, the first start, one-time links. */
export class Access {
  readonly #memory: AccountMemory;
  readonly #clock: Clock;
  readonly #lockOut: LockOut;
  #setupCode: string | null = null;
  readonly #links = new Map<string, { readonly accountId: number; readonly untilMs: number }>();

  constructor(memory: AccountMemory, clock: Clock) {
    this.#memory = memory;
    this.#clock = clock;
    this.#lockOut = new LockOut(clock);
  }

  /** True until the owner's account is made. */
  async isNew(): Promise<boolean> {
    return (await this.#memory.list()).length === 0;
  }

  /** The one-time code of the first start, to be shown in the terminal only; null when there are accounts. */
  async setupCode(): Promise<string | null> {
    if (!(await this.isNew())) return null;
    this.#setupCode ??= randomCode();
    return this.#setupCode;
  }

  /** Makes the owner's account with the code of the terminal, once. Rejects `access.codeWrong`, `account.*`. */
  async setUp(code: string, who: Credentials & { readonly language: 'bg' | 'en' }): Promise<SignedIn> {
    this.#lockOut.refuse(['setup', who.from]);
    const expected = await this.setupCode();
    if (expected === null || sha256(code.trim().toUpperCase()) !== sha256(expected)) {
      this.#lockOut.failed(['setup', who.from]);
      throw new SyncError('access.codeWrong');
    }
    const account = await this.addAccount({ ...who, role: 'owner' });
    this.#setupCode = null;
    return this.#open(account);
  }

  /** Rejects `access.wrongPassword` for a wrong name too, and `access.lockedOut` after several. */
  async logIn(who: Credentials): Promise<SignedIn> {
    const keys = [`name ${who.name.toLowerCase()}`, `${ADDRESS}${who.from}`];
    this.#lockOut.refuse(keys);
    const found = await this.#memory.find(who.name);
    const isRight = await isPasswordOf(who.password.slice(0, 1000), found?.passwordHash ?? NOBODY);
    if (found === null || !isRight) {
      this.#lockOut.failed(keys);
      throw new SyncError('access.wrongPassword');
    }
    this.#lockOut.succeeded(keys);
    return this.#open(found.account);
  }

  /** A link's token for one sign-in within an hour, for whoever sits at the terminal. */
  makeLink(account: Account): string {
    const token = randomToken();
    this.#links.set(sha256(token), { accountId: account.id, untilMs: this.#clock.now() + LINK_MS });
    return token;
  }

  /** Signs in by a link, once. Rejects `access.linkUsed`. */
  async followLink(token: string): Promise<SignedIn> {
    const key = sha256(token);
    const link = this.#links.get(key);
    this.#links.delete(key);
    const account = (await this.#memory.list()).find((known) => known.id === link?.accountId);
    if (link === undefined || link.untilMs < this.#clock.now() || account === undefined)
      throw new SyncError('access.linkUsed');
    return this.#open(account);
  }

  /** The session of a cookie; null when there is none or it has ended. */
  async session(token: string): Promise<Session | null> {
    const hash = sha256(token);
    const session = await this.#memory.session(hash);
    if (session === null) return null;
    const now = this.#clock.now();
    if (now - session.lastSeenAtMs > IDLE_MS || now - session.createdAtMs > LONGEST_MS) {
      await this.#memory.removeSession(hash);
      return null;
    }
    if (now - session.lastSeenAtMs > TOUCH_MS) await this.#memory.touchSession(hash, now);
    return session;
  }

  async logOut(token: string): Promise<void> {
    await this.#memory.removeSession(sha256(token));
  }

  async accounts(): Promise<readonly Account[]> {
    return this.#memory.list();
  }

  /** Rejects `account.nameMalformed`, `account.nameTaken`, `account.passwordWeak`. */
  async addAccount(draft: {
    readonly name: string;
    readonly password: string;
    readonly role: Role;
    readonly language: 'bg' | 'en';
  }): Promise<Account> {
    if (!isAccountName(draft.name)) throw new SyncError('account.nameMalformed', { name: draft.name });
    const passwordHash = await this.#hash(draft.password);
    return this.#memory.add({ ...draft, passwordHash }, nowIso(this.#clock));
  }

  /** The last owner stays. Rejects `account.lastOwner`. */
  async removeAccount(id: number): Promise<void> {
    await this.#memory.remove(id);
  }

  /** A changed password ends every session of the account. Rejects `access.wrongPassword`. */
  async changePassword(account: Account, before: string, after: string): Promise<SignedIn> {
    const keys = [`name ${account.name.toLowerCase()}`];
    this.#lockOut.refuse(keys);
    const found = await this.#memory.find(account.name);
    if (found === null || !(await isPasswordOf(before.slice(0, 1000), found.passwordHash))) {
      this.#lockOut.failed(keys);
      throw new SyncError('access.wrongPassword');
    }
    await this.#memory.setPassword(account.id, await this.#hash(after));
    await this.#memory.removeSessionsOf(account.id);
    return this.#open(account);
  }

  async setLanguage(account: Account, language: 'bg' | 'en'): Promise<void> {
    await this.#memory.setLanguage(account.id, language);
  }

  async #hash(password: string): Promise<string> {
    if (!isPassword(password)) throw new SyncError('account.passwordWeak');
    return hashPassword(password);
  }

  async #open(account: Account): Promise<SignedIn> {
    const now = this.#clock.now();
    await this.#memory.removeSessionsBefore(now - LONGEST_MS, now - IDLE_MS);
    const [token, csrfToken] = [randomToken(), randomToken()];
    const session: Session = { account, csrfToken, createdAtMs: now, lastSeenAtMs: now };
    await this.#memory.addSession({
      tokenHash: sha256(token),
      accountId: account.id,
      csrfToken,
      nowMs: now,
    });
    return { token, session };
  }
}
