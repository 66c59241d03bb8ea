import { sha256 } from '../lib/hash.ts';
import type { Account, Session } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import type { Tenant, TenantId } from '../model/tenant.ts';
import type { DoorMemory } from './lock-out.ts';
import type { PasswordGate } from './password-gate.ts';
import type { SecondFactors } from './second-factor.ts';

/** What the doors of all firms share: who waits for what is counted once. */
export interface SharedDoor {
  readonly strangers: PasswordGate;
  readonly known: PasswordGate;
  readonly secondFactors: SecondFactors;
  /** The firm whose door it is. */
  readonly home: TenantId;
}

/** A firm that a person may look at; null: the hoster's place. */
export type Firm = Tenant | null;

/** At which of his firms a person looks, which his session keeps. */
export class FirmChoice {
  readonly #memory: Pick<DoorMemory, 'accounts' | 'tenants'>;
  readonly #home: TenantId | null;

  /** `home`: the firm whose door it is; null: everybody's. */
  constructor(memory: Pick<DoorMemory, 'accounts' | 'tenants'>, home: TenantId | null) {
    this.#memory = memory;
    this.#home = home;
  }

  /** Firms that a person may look at, and the hoster's place; one in a memory that only one firm has. */
  async of({ id }: Pick<Account, 'id'>): Promise<readonly Firm[]> {
    const { tenants } = this.#memory;
    const own = (await tenants.of(id)).map(({ tenant }) => tenant);
    return (await tenants.isHoster(id)) ? [...own, null] : own;
  }

  /** Looks at another firm by its name, or (null) at the hoster's place. Rejects `tenant.notFound`. */
  async moveTo(account: Account, token: string, name: string | null): Promise<Session> {
    const firm = (await this.of(account)).find((each) => (each?.name ?? null) === name);
    if (firm === undefined) throw new SyncError('tenant.notFound', { name: name ?? '' });
    await this.#memory.accounts.moveSession(sha256(token), firm?.id ?? null);
    return this.opened(token);
  }

  /** The session of a token that is known to be one. Rejects `access.loginNeeded` where it ended meanwhile. */
  async opened(token: string): Promise<Session> {
    const session = await this.#memory.accounts.session(sha256(token));
    if (session === null) throw new SyncError('access.loginNeeded');
    return session;
  }

  /**
   * Where a person begins to look: at the firm of this door, else at one that is open before one that is
   * suspended. Rejects `access.noTenant`.
   */
  async begin(account: Pick<Account, 'id'>): Promise<TenantId | null> {
    if (this.#home !== null) return this.#home;
    const firms = await this.of(account);
    const open = firms.find((firm) => firm !== null && firm.suspendedAt === null) ?? firms[0];
    if (open === undefined) throw new SyncError('access.noTenant');
    return open?.id ?? null;
  }

  /** Whether a session still looks at the firm of this door, and may. */
  isHere({ tenant }: Session): boolean {
    if (this.#home === null) return true;
    return tenant !== null && tenant.id === this.#home && tenant.suspendedAt === null;
  }
}
