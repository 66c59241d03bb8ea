import type { Clock } from '../lib/clock.ts';
import { sha256 } from '../lib/hash.ts';
import { isProfileName } from '../model/profile.ts';
import type { ReportedShop } from '../model/reporting.ts';
import { SyncError } from '../model/sync-error.ts';
import type { TenantId } from '../model/tenant.ts';
import type { State } from '../state/state.ts';
import type { NoteChange } from './account-desk.ts';
import { LockOut } from './lock-out.ts';
import type { Guesser } from './lock-out.ts';
import { networkOf } from './network-of.ts';
import { randomToken } from './password.ts';
import type { ReportPace } from './report-pace.ts';

/** A shop whose token was revoked goes on trying: that keeps no person of its office from signing in. */
const FREE_TRIES = 20;

/** A shop with the token that it is to report by: it is shown once, and kept as a hash. */
export interface FreshReporter {
  readonly shop: ReportedShop;
  readonly token: string;
}

/** Whose report may come in. */
export interface Admitted {
  readonly shop: number;
  readonly tenant: TenantId;
}

/** What the door is made of. */
export interface ReporterDoorParts {
  readonly shops: Pick<State['reportedShops'], 'add' | 'find' | 'setToken' | 'remove' | 'byToken'>;
  readonly clock: Clock;
  readonly entries: State['entries'];
  readonly note: NoteChange;
  /** Of all firms' shops: who comes with a token is of none until then. */
  readonly pace: ReportPace;
}

function tokenFrom(address: string): Guesser {
  return { key: `report ${networkOf(address)}`, free: FREE_TRIES, isClearedBySuccess: false };
}

/** Which shops may report here, and by which tokens. */
export class ReporterDoor {
  readonly #parts: ReporterDoorParts;
  readonly #lockOut: LockOut;

  constructor(parts: ReporterDoorParts) {
    this.#parts = parts;
    this.#lockOut = new LockOut(parts.entries, parts.clock);
  }

  /** Rejects `reportedShop.nameMalformed`, `reportedShop.nameTaken`. */
  async add(name: string): Promise<FreshReporter> {
    if (!isProfileName(name)) throw new SyncError('reportedShop.nameMalformed', { name });
    const token = randomToken();
    const nowIso = new Date(this.#parts.clock.now()).toISOString();
    const shop = await this.#parts.shops.add({ name, tokenHash: sha256(token) }, nowIso);
    await this.#note(shop, 'added', 'set');
    return { shop, token };
  }

  /** A new token in the place of the one before. Rejects `reportedShop.notFound`. */
  async renew(id: number): Promise<FreshReporter> {
    const shop = await this.#find(id);
    const token = randomToken();
    await this.#parts.shops.setToken(id, sha256(token));
    await this.#note(shop, 'token', 'set');
    return { shop: { ...shop, hasToken: true }, token };
  }

  /** Nobody reports with its token any more; what was told stays. Rejects `reportedShop.notFound`. */
  async revoke(id: number): Promise<void> {
    const shop = await this.#find(id);
    await this.#parts.shops.setToken(id, null);
    await this.#note(shop, 'token', null);
  }

  /** With all that it told. Rejects `reportedShop.notFound`. */
  async remove(id: number): Promise<void> {
    const shop = await this.#find(id);
    await this.#parts.shops.remove(id);
    this.#parts.pace.forget(id);
    await this.#note(shop, 'removed', null);
  }

  /**
   * Whose token it is, of whichever firm. Rejects `report.tokenWrong`, after many wrong ones from a network
   * `access.lockedOut`, `report.tooOften`, and `report.suspended`. A right token is never kept waiting for others'
   * wrong ones: none can be guessed.
   */
  async admit(token: string, from: string): Promise<Admitted> {
    const { shops, pace } = this.#parts;
    const found = token === '' ? null : await shops.byToken(sha256(token));
    if (found === null) {
      await this.#lockOut.attempt([tokenFrom(from)]);
      throw new SyncError('report.tokenWrong');
    }
    const { shop, tenant } = found;
    pace.count(shop);
    if (tenant.suspendedAt !== null) throw new SyncError('report.suspended');
    return { shop, tenant: tenant.id };
  }

  async #find(id: number): Promise<ReportedShop> {
    const shop = await this.#parts.shops.find(id);
    if (shop === null) throw new SyncError('reportedShop.notFound', { id });
    return shop;
  }

  #note({ name }: ReportedShop, what: string, after: string | null): Promise<void> {
    return this.#parts.note({ kind: 'reporting', field: `${name}: ${what}`, before: null, after });
  }
}
