import { sha256 } from '../lib/hash.ts';
import type { Clock } from '../lib/clock.ts';
import { isPassword } from '../model/account.ts';
import type { Account, Session } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AccountMemory } from '../state/state.ts';
import { accountNote, AccountDesk } from './account-desk.ts';
import type { NoteChange, ShownSession } from './account-desk.ts';
import type { Credentials, From, SignedIn } from './credentials.ts';
import { FirmChoice } from './firm-choice.ts';
import type { SharedDoor } from './firm-choice.ts';
import { deviceName, makeDevice } from './known-device.ts';
import type { KeptAccount } from './known-device.ts';
import { fromAddress, LockOut, onlyBy, onName } from './lock-out.ts';
import type { Attempt, DoorMemory, Guesser } from './lock-out.ts';
import { PasswordGate } from './password-gate.ts';
import { hashPassword, isPasswordOf, randomCode, randomToken } from './password.ts';
import { SecondFactors } from './second-factor.ts';
import { SignInLinks } from './sign-in-links.ts';

const HOUR_MS = 3_600_000;
const IDLE_MS = 8 * HOUR_MS;
const LONGEST_MS = 7 * 24 * HOUR_MS;
/** Seen at most so often in the memory: a page that asks every second must not write every second. */
const TOUCH_MS = 60_000;
const LONGEST_GUESS = 1000;
const LONGEST_BROWSER = 300;
/** A password for nobody: a name that is not known takes as long to refuse as one that is. */
const NOBODY = `scrypt:${'0'.repeat(32)}:${'0'.repeat(64)}`;

/** Who may come in: sign-in, sessions, the first start, one-time links. Who there is: `desk`. */
export class Access {
  readonly #memory: AccountMemory;
  readonly #clock: Clock;
  readonly #lockOut: LockOut;
  /** Strangers and known people wait in queues of their own; together they leave threads for the rest. */
  readonly #strangers: PasswordGate;
  readonly #known: PasswordGate;
  readonly #note: NoteChange;
  /** Accounts and sessions, as an owner sees them. */
  readonly desk: AccountDesk;
  readonly secondFactors: SecondFactors;
  readonly links: SignInLinks;
  /** At which firm a session looks. */
  readonly firms: FirmChoice;
  #setupCode: string | null = null;
  #isSettingUp = false;

  /** `note` keeps who changed what of the accounts. */
  constructor(
    door: DoorMemory,
    clock: Clock,
    note: NoteChange = async () => undefined,
    shared: SharedDoor | null = null,
  ) {
    const { accounts: memory, entries, tenants } = door;
    const home = shared?.home ?? null;
    this.#memory = memory;
    this.firms = new FirmChoice(door, home);
    this.#strangers = shared?.strangers ?? new PasswordGate(2);
    this.#known = shared?.known ?? new PasswordGate(1);
    this.#clock = clock;
    this.#lockOut = new LockOut(entries, clock);
    this.links = new SignInLinks(entries, clock);
    this.secondFactors = shared?.secondFactors ?? new SecondFactors(memory, clock);
    const hash = (password: string): Promise<string> => this.#hash(password);
    const { secondFactors } = this;
    this.desk = new AccountDesk(memory, { clock, hash, secondFactors, note, tenants, home });
    this.#note = note;
  }

  /** The door of one firm, over the memory as that sees it: its people and their sessions alone. */
  of(home: TenantId, door: DoorMemory, note: NoteChange): Access {
    const shared = { strangers: this.#strangers, known: this.#known, secondFactors: this.secondFactors };
    return new Access(door, this.#clock, note, { ...shared, home });
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
  async setUp(
    code: string,
    { name, password, language, ...from }: Credentials & { readonly language: 'bg' | 'en' },
  ): Promise<SignedIn> {
    const expected = await this.setupCode();
    const attempt = await this.#lockOut.attempt([onlyBy(`setup ${fromAddress(from.from).key}`)]);
    if (expected === null || sha256(code.trim().toUpperCase()) !== sha256(expected))
      throw new SyncError('access.codeWrong');
    await attempt.succeeded();
    // The code makes one owner, also when it is sent twice at once.
    if (this.#isSettingUp) throw new SyncError('access.busy');
    this.#isSettingUp = true;
    try {
      const account = await this.desk.add({ name, password, language, role: 'owner' });
      this.#setupCode = null;
      return await this.#open(account, from);
    } finally {
      this.#isSettingUp = false;
    }
  }

  /**
   * Rejects `access.wrongPassword` for a wrong name too, `access.secondCodeNeeded` and
   * `access.secondCodeWrong` after a right password, `access.lockedOut` after several wrong ones of either, and
   * `access.busy` while many sign in at once.
   */
  async logIn(who: Credentials): Promise<SignedIn> {
    const found = await this.#memory.find(who.name);
    const device = found === null ? null : deviceName(who.device ?? '', found, this.#clock.now());
    const isStranger = device === null;
    const account = await this.#prove(who.password, found, {
      guessers: isStranger ? [onName(who.name), fromAddress(who.from)] : [onlyBy(`device ${device}`)],
      gate: isStranger ? this.#strangers : this.#known,
      secondCode: who.code ?? '',
    });
    return this.#open(account, who);
  }

  /**
   * Signs in by a link, once, without password and second factor: whoever sits at the terminal needs neither.
   * Rejects `access.linkUsed`.
   */
  async followLink(token: string, from: From): Promise<SignedIn> {
    const accountId = await this.links.use(token);
    const account = (await this.#memory.list()).find(({ id }) => id === accountId);
    if (account === undefined) throw new SyncError('access.linkUsed');
    return this.#open(account, from);
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

  /** Whether a session has not ended, and still looks at this firm; to ask does not count as use. */
  async isOpen(token: string): Promise<boolean> {
    const session = await this.#memory.session(sha256(token));
    return session !== null && !this.#hasEnded(session) && this.firms.isHere(session);
  }

  async logOut(token: string): Promise<void> {
    await this.#memory.removeSession(sha256(token));
  }

  /**
   * A changed password ends every other session of the account. Rejects `access.wrongPassword`,
   * `account.passwordWeak`, `account.passwordSame`.
   */
  async changePassword(
    account: Account,
    words: { readonly before: string; readonly after: string },
    from: From,
  ): Promise<SignedIn> {
    await this.provePassword(account, words.before);
    if (words.before === words.after) throw new SyncError('account.passwordSame');
    await this.#memory.setPassword(account.id, { hash: await this.#hash(words.after), mustChange: false });
    await this.#memory.removeSessionsOf(account.id);
    await this.#note(accountNote(account, 'password', 'changed'));
    return this.#open(account, from);
  }

  /** That it is the person who sits there: asked before what cannot be undone. Rejects `access.wrongPassword`. */
  async provePassword(account: Account, password: string): Promise<void> {
    // Whoever is signed in is no stranger: guesses of others on the name do not keep the owner from this.
    const proof = { guessers: [onlyBy(`account ${account.id}`)], gate: this.#known, secondCode: null };
    await this.#prove(password, await this.#memory.find(account.name), proof);
  }

  /** Turns the second factor on by a code of the app; every other session of the account ends. */
  async confirmSecondFactor(account: Account, code: string, token: string): Promise<readonly string[]> {
    const attempt = await this.#lockOut.attempt([onlyBy(`account ${account.id}`)]);
    const codes = await this.secondFactors.confirm(account, code);
    await attempt.succeeded();
    await this.endOthers(account, token);
    await this.#note(accountNote(account, 'secondFactor', 'on'));
    return codes;
  }

  /** Turns the second factor off. Rejects `access.wrongPassword`. */
  async removeSecondFactor(account: Account, password: string): Promise<void> {
    await this.provePassword(account, password);
    await this.secondFactors.remove(account);
    await this.#note(accountNote(account, 'secondFactor', null, 'on'));
  }

  /** Sessions of an account, or (null) of all; `token`: the one that asks. */
  async sessions(of: Account | null, token: string): Promise<readonly ShownSession[]> {
    await this.endOld();
    return this.desk.sessions(of, sha256(token));
  }

  /** Removes sessions that have ended, and links that are too old; how many sessions. Repeatable. */
  async endOld(): Promise<number> {
    await this.links.dropOld();
    const { createdMs, seenMs } = this.#ends();
    return this.#memory.removeSessionsBefore(createdMs, seenMs);
  }

  /** Ends every session of the account but the one that asks. */
  async endOthers(account: Account, token: string): Promise<void> {
    await this.#memory.removeSessionsOf(account.id, sha256(token));
  }

  #ends(): { readonly createdMs: number; readonly seenMs: number } {
    const now = this.#clock.now();
    return { createdMs: now - LONGEST_MS, seenMs: now - IDLE_MS };
  }

  #hasEnded(session: Session): boolean {
    const { createdMs, seenMs } = this.#ends();
    return session.lastSeenAtMs < seenMs || session.createdAtMs < createdMs;
  }

  async #hash(password: string): Promise<string> {
    if (!isPassword(password)) throw new SyncError('account.passwordWeak');
    return this.#known.run([], () => hashPassword(password));
  }

  /** The account whose password this is. Nobody's takes as long to refuse as somebody's. */
  async #prove(
    password: string,
    kept: KeptAccount | null,
    by: {
      readonly guessers: readonly Guesser[];
      readonly gate: PasswordGate;
      /** Null = not asked for. */
      readonly secondCode: string | null;
    },
  ): Promise<Account> {
    const attempt = await this.#lockOut.attempt(by.guessers);
    const keys = by.guessers.map((guesser) => guesser.key);
    const proving = by.gate.run(keys, () =>
      isPasswordOf(password.slice(0, LONGEST_GUESS), kept?.passwordHash ?? NOBODY),
    );
    const isRight = await proving.catch(async (error: unknown) => {
      await attempt.takeBack();
      throw error;
    });
    if (kept === null || !isRight) throw new SyncError('access.wrongPassword');
    if (by.secondCode !== null) await this.#proveSecond(kept.account, by.secondCode, attempt);
    await attempt.succeeded();
    return kept.account;
  }

  /** A wrong code counts like a wrong password; that none was typed yet does not. */
  async #proveSecond(account: Account, code: string, attempt: Attempt): Promise<void> {
    if (!account.hasSecondFactor) return;
    if (code.trim() === '') {
      await attempt.takeBack();
      throw new SyncError('access.secondCodeNeeded');
    }
    const isRight = await this.secondFactors.use(account, code).catch(async (error: unknown) => {
      await attempt.takeBack();
      throw error;
    });
    if (!isRight) throw new SyncError('access.secondCodeWrong');
  }

  async #open({ id, name }: Account, { from, browser = '' }: From): Promise<SignedIn> {
    const now = this.#clock.now();
    const { createdMs, seenMs } = this.#ends();
    await this.#memory.removeSessionsBefore(createdMs, seenMs);
    const [token, csrfToken, tenant] = [randomToken(), randomToken(), await this.firms.begin({ id })];
    await this.#memory.addSession({
      tokenHash: sha256(token),
      accountId: id,
      csrfToken,
      nowMs: now,
      browser: browser.slice(0, LONGEST_BROWSER),
      address: from,
      tenant,
    });
    // As it stands now: what was just changed of the account is in it.
    const kept = await this.#memory.find(name);
    if (kept === null) throw new SyncError('access.loginNeeded');
    return { token, session: await this.firms.opened(token), device: makeDevice(kept, now) };
  }
}
