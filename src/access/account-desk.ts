import type { Clock } from '../lib/clock.ts';
import { nowIso } from '../lib/clock.ts';
import { isAccountName, isEmail } from '../model/account.ts';
import type { Account, ListedSession, Role } from '../model/account.ts';
import type { ChangeNote } from '../model/setting-change.ts';
import { SyncError } from '../model/sync-error.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AccountMemory, TenantMemory } from '../state/state.ts';
import { randomCode } from './password.ts';
import type { SecondFactors } from './second-factor.ts';

/** So many letters of a session's hash name it in a list: nobody can sign in by them. */
const SESSION_ID_LETTERS = 32;

/** A session for a person to know again, and to end. */
export interface ShownSession extends Omit<ListedSession, 'tokenHash'> {
  readonly id: string;
  /** The one that asks. */
  readonly isOwn: boolean;
}

/** An account with the password that its person begins with, shown once. */
export interface FreshAccount {
  readonly account: Account;
  readonly password: string;
}

/** Keeps a change of an account, with whoever acts. */
export type NoteChange = (note: ChangeNote) => Promise<void>;

/** A change of something of an account; its password is in no log. */
export function accountNote(
  { name }: Pick<Account, 'name'>,
  what: string,
  after: string | null,
  before: string | null = null,
): ChangeNote {
  return { kind: 'account', field: `${name}: ${what}`, before, after };
}

/** A password that is read out over the telephone, and has to be changed at once: 12 letters and digits. */
function temporaryPassword(): string {
  return `${randomCode()}-${randomCode().slice(0, 4)}`;
}

/** Who there is: what an owner, or whoever sits at the terminal, does with accounts and sessions. */
export class AccountDesk {
  readonly #memory: AccountMemory;
  readonly #clock: Clock;
  readonly #hash: (password: string) => Promise<string>;
  readonly #secondFactors: SecondFactors;
  readonly #note: NoteChange;
  readonly #tenants: TenantMemory;
  readonly #home: TenantId | null;

  constructor(
    memory: AccountMemory,
    parts: {
      readonly clock: Clock;
      readonly hash: (password: string) => Promise<string>;
      readonly secondFactors: SecondFactors;
      readonly note: NoteChange;
      readonly tenants: TenantMemory;
      /** The firm whose people they are; null: whoever asks may do it for all. */
      readonly home: TenantId | null;
    },
  ) {
    this.#memory = memory;
    this.#clock = parts.clock;
    this.#hash = parts.hash;
    this.#secondFactors = parts.secondFactors;
    this.#note = parts.note;
    this.#tenants = parts.tenants;
    this.#home = parts.home;
  }

  async list(): Promise<readonly Account[]> {
    return this.#memory.list();
  }

  /** Rejects `account.notFound`. */
  async find(by: { readonly id: number } | { readonly name: string }): Promise<Account> {
    if ('name' in by) {
      const found = await this.#memory.find(by.name);
      if (found === null) throw new SyncError('account.notFound', { name: by.name });
      return found.account;
    }
    const account = (await this.#memory.list()).find(({ id }) => id === by.id);
    if (account === undefined) throw new SyncError('account.notFound', { name: String(by.id) });
    return account;
  }

  /** Rejects `account.nameMalformed`, `account.nameTaken`, `account.passwordWeak`. */
  async add(draft: {
    readonly name: string;
    readonly password: string;
    readonly role: Role;
    readonly language: 'bg' | 'en';
    readonly mustChange?: boolean;
  }): Promise<Account> {
    if (!isAccountName(draft.name)) throw new SyncError('account.nameMalformed', { name: draft.name });
    const { password, ...rest } = draft;
    const passwordHash = await this.#hash(password);
    const added = await this.#memory.add({ ...rest, passwordHash }, nowIso(this.#clock));
    await this.#note(accountNote(added, 'role', added.role));
    return added;
  }

  /** With a password that its person has to change at the first sign-in. Rejects as `add` does. */
  async addWithTemporary(draft: {
    readonly name: string;
    readonly role: Role;
    readonly language: 'bg' | 'en';
  }): Promise<FreshAccount> {
    const password = temporaryPassword();
    return { account: await this.add({ ...draft, password, mustChange: true }), password };
  }

  /**
   * A new password, to be changed at the first sign-in; every session of the account ends. The second factor
   * stays unless it is to go too: for a lost phone. Rejects `account.notFound`, and `account.elsewhere` for
   * whoever is in another firm too: with his password one would come in there.
   */
  async reset(id: number, what: { readonly withSecondFactor: boolean }): Promise<FreshAccount> {
    const account = await this.find({ id });
    await this.#refuseElsewhere(account);
    const password = temporaryPassword();
    await this.#memory.setPassword(id, { hash: await this.#hash(password), mustChange: true });
    if (what.withSecondFactor) await this.#secondFactors.remove(account);
    await this.#memory.removeSessionsOf(id);
    await this.#note(accountNote(account, 'password', 'reset'));
    return { account, password };
  }

  async #refuseElsewhere({ id, name }: Account): Promise<void> {
    if (this.#home === null) return;
    const others = (await this.#tenants.of(id)).filter(({ tenant }) => tenant.id !== this.#home);
    if (others.length > 0 || (await this.#tenants.isHoster(id)))
      throw new SyncError('account.elsewhere', { name });
  }

  /** The last owner stays one. Rejects `account.lastOwner`, `account.notFound`. */
  async setRole(id: number, role: Role): Promise<void> {
    const account = await this.find({ id });
    await this.#memory.setRole(id, role);
    await this.#note(accountNote(account, 'role', role, account.role));
  }

  /** Rejects `account.nameMalformed`, `account.nameTaken`, `account.emailMalformed`. */
  async setPerson(
    account: Account,
    person: { readonly name: string; readonly email: string },
  ): Promise<void> {
    const [name, email] = [person.name.trim(), person.email.trim()];
    if (!isAccountName(name)) throw new SyncError('account.nameMalformed', { name });
    if (!isEmail(email)) throw new SyncError('account.emailMalformed', { email });
    await this.#memory.setPerson(account.id, { name, email });
    if (name !== account.name) await this.#note(accountNote(account, 'name', name, account.name));
    if (email !== account.email) await this.#note(accountNote(account, 'email', email, account.email));
  }

  async setLanguage(account: Account, language: 'bg' | 'en'): Promise<void> {
    await this.#memory.setLanguage(account.id, language);
  }

  /** The last owner stays. Rejects `account.lastOwner`, `account.notFound`. */
  async remove(id: number): Promise<void> {
    const account = await this.find({ id });
    await this.#memory.remove(id);
    await this.#note(accountNote(account, 'role', null, account.role));
  }

  /** Sessions that have not ended, of one account or (null) of all, those seen last first. */
  async sessions(of: Account | null, own: string): Promise<readonly ShownSession[]> {
    const listed = await this.#memory.sessions();
    return listed
      .filter(({ account }) => of === null || account.id === of.id)
      .map(({ tokenHash, ...rest }) => ({
        ...rest,
        id: tokenHash.slice(0, SESSION_ID_LETTERS),
        isOwn: tokenHash === own,
      }));
  }

  /** Ends a session, of this account or (null) of any. Rejects `session.notFound`. Repeatable but for that. */
  async endSession(of: Account | null, id: string): Promise<void> {
    const listed = await this.#memory.sessions();
    const found = listed.find(
      ({ tokenHash, account }) =>
        tokenHash.startsWith(id) && id.length === SESSION_ID_LETTERS && (of === null || account.id === of.id),
    );
    if (found === undefined) throw new SyncError('session.notFound');
    await this.#memory.removeSession(found.tokenHash);
  }
}
