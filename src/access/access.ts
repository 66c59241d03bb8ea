import { sha256 } from '../lib/hash.ts';
import { nowIso } from '../lib/clock.ts';
import type { Clock } from '../lib/clock.ts';
import { isAccountName, isPassword } from '../model/account.ts';
import type { Account, Role, Session } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import type { AccountMemory } from '../state/state.ts';
import { deviceName, makeDevice } from './known-device.ts';
import type { KeptAccount } from './known-device.ts';
import { fromAddress, LockOut, onlyBy, onName } from './lock-out.ts';
import type { Guesser } from './lock-out.ts';
import { PasswordGate } from './password-gate.ts';
import { hashPassword, isPasswordOf, randomCode, randomToken } from './password.ts';

const HOUR_MS = 3_600_000;
const IDLE_MS = 8 * HOUR_MS;
const LONGEST_MS = 7 * 24 * HOUR_MS;
/** Seen at most so often in the memory: a page that asks every second must not write every second. */
const TOUCH_MS = 60_000;
const LINK_MS = HOUR_MS;
const LONGEST_GUESS = 1000;
/** A password for nobody: a name that is not known takes as long to refuse as one that is. */
const NOBODY = `scrypt:${'0'.repeat(32)}:${'0'.repeat(64)}`;

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
}

/** Who may come in: accounts, sessions, the first start, one-time links. */
export class Access {
  readonly #memory: AccountMemory;
  readonly #clock: Clock;
  readonly #lockOut: LockOut;
  /** Strangers and known people wait in queues of their own; together they leave threads for the rest. */
  readonly #strangers = new PasswordGate(2);
  readonly #known = new PasswordGate(1);
  #setupCode: string | null = null;
  #isSettingUp = false;
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
    const expected = await this.setupCode();
    const attempt = this.#lockOut.attempt([onlyBy(`setup ${fromAddress(who.from).key}`)]);
    if (expected === null || sha256(code.trim().toUpperCase()) !== sha256(expected))
      throw new SyncError('access.codeWrong');
    attempt.succeeded();
    // The code makes one owner, also when it is sent twice at once.
    if (this.#isSettingUp) throw new SyncError('access.busy');
    this.#isSettingUp = true;
    try {
      const account = await this.addAccount({ ...who, role: 'owner' });
      this.#setupCode = null;
      return await this.#open(account);
    } finally {
      this.#isSettingUp = false;
    }
  }

  /**
   * Rejects `access.wrongPassword` for a wrong name too, `access.lockedOut` after several, and `access.busy`
   * while many sign in at once.
   */
  async logIn(who: Credentials): Promise<SignedIn> {
    const found = await this.#memory.find(who.name);
    const device = found === null ? null : deviceName(who.device ?? '', found, this.#clock.now());
    const isStranger = device === null;
    const account = await this.#prove(who.password, found, {
      guessers: isStranger ? [onName(who.name), fromAddress(who.from)] : [onlyBy(`device ${device}`)],
      gate: isStranger ? this.#strangers : this.#known,
    });
    return this.#open(account);
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
    if (this.#hasEnded(session)) {
      await this.#memory.removeSession(hash);
      return null;
    }
    if (now - session.lastSeenAtMs > TOUCH_MS) await this.#memory.touchSession(hash, now);
    return session;
  }

  /** Whether a session has not ended; to ask does not count as use. */
  async isOpen(token: string): Promise<boolean> {
    const session = await this.#memory.session(sha256(token));
    return session !== null && !this.#hasEnded(session);
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
    // Whoever is signed in is no stranger: guesses of others on the name do not keep the owner from this.
    const proof = { guessers: [onlyBy(`account ${account.id}`)], gate: this.#known };
    await this.#prove(before, await this.#memory.find(account.name), proof);
    await this.#memory.setPassword(account.id, await this.#hash(after));
    await this.#memory.removeSessionsOf(account.id);
    return this.#open(account);
  }

  async setLanguage(account: Account, language: 'bg' | 'en'): Promise<void> {
    await this.#memory.setLanguage(account.id, language);
  }

  #hasEnded(session: Session): boolean {
    const now = this.#clock.now();
    return now - session.lastSeenAtMs > IDLE_MS || now - session.createdAtMs > LONGEST_MS;
  }

  async #hash(password: string): Promise<string> {
    if (!isPassword(password)) throw new SyncError('account.passwordWeak');
    return this.#known.run([], () => hashPassword(password));
  }

  /** The account whose password this is. Nobody's takes as long to refuse as somebody's. */
  async #prove(
    password: string,
    kept: KeptAccount | null,
    by: { readonly guessers: readonly Guesser[]; readonly gate: PasswordGate },
  ): Promise<Account> {
    const attempt = this.#lockOut.attempt(by.guessers);
    const keys = by.guessers.map((guesser) => guesser.key);
    const proving = by.gate.run(keys, () =>
      isPasswordOf(password.slice(0, LONGEST_GUESS), kept?.passwordHash ?? NOBODY),
    );
    const isRight = await proving.catch((error: unknown) => {
      attempt.takeBack();
      throw error;
    });
    if (kept === null || !isRight) throw new SyncError('access.wrongPassword');
    attempt.succeeded();
    return kept.account;
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
    return { token, session, device: await this.#device(account) };
  }

  async #device(account: Account): Promise<string> {
    const kept = await this.#memory.find(account.name);
    return kept === null ? '' : makeDevice(kept, this.#clock.now());
  }
}
