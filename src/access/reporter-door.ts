import type { Clock } from '../lib/clock.ts';
import { sha256 } from '../lib/hash.ts';
import { isProfileName } from '../model/profile.ts';
import type { ReportedShop } from '../model/reporting.ts';
import { SyncError } from '../model/sync-error.ts';
import type { State } from '../state/state.ts';
import type { NoteChange } from './account-desk.ts';
import { LockOut } from './lock-out.ts';
import type { Guesser } from './lock-out.ts';
import { networkOf } from './network-of.ts';
import { randomToken } from './password.ts';

const WINDOW_MS = 60_000;
/** One each two seconds: far more than an installation has to tell. */
const MOST_IN_WINDOW = 30;
/** A shop whose token was revoked goes on trying: that keeps no person of its office from signing in. */
const FREE_TRIES = 20;

/** A shop with the token that it is to report by: it is shown once, and kept as a hash. */
export interface FreshReporter {
  readonly shop: ReportedShop;
  readonly token: string;
}

/** What the door is made of. */
export interface ReporterDoorParts {
  readonly shops: Pick<State['reportedShops'], 'add' | 'find' | 'setToken' | 'remove' | 'byToken'>;
  readonly clock: Clock;
  readonly entries: State['entries'];
  readonly note: NoteChange;
}

function tokenFrom(address: string): Guesser {
  return { key: `report ${networkOf(address)}`, free: FREE_TRIES, isClearedBySuccess: false };
}

/** Which shops may report here, and by which tokens. */
export class ReporterDoor {
  readonly #parts: ReporterDoorParts;
  readonly #lockOut: LockOut;
  /** By shop: when its minute began, and what came in it. Of this process alone, bounded by the shops. */
  readonly #windows = new Map<number, { readonly sinceMs: number; count: number }>();

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
    this.#windows.delete(id);
    await this.#note(shop, 'removed', null);
  }

  /**
   * Whose token it is. Rejects `report.tokenWrong`, after many wrong ones from a network `access.lockedOut`,
   * and `report.tooOften`. A right token is never kept waiting for others' wrong ones: none can be guessed.
   */
  async admit(token: string, from: string): Promise<number> {
    const id = token === '' ? null : await this.#parts.shops.byToken(sha256(token));
    if (id === null) {
      await this.#lockOut.attempt([tokenFrom(from)]);
      throw new SyncError('report.tokenWrong');
    }
    this.#count(id);
    return id;
  }

  #count(id: number): void {
    const now = this.#parts.clock.now();
    const known = this.#windows.get(id);
    const passedMs = known === undefined ? WINDOW_MS : now - known.sinceMs;
    if (known === undefined || passedMs >= WINDOW_MS || passedMs < 0) {
      this.#windows.set(id, { sinceMs: now, count: 1 });
      return;
    }
    known.count += 1;
    if (known.count > MOST_IN_WINDOW)
      throw new SyncError('report.tooOften', { seconds: Math.ceil((WINDOW_MS - passedMs) / 1000) });
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
