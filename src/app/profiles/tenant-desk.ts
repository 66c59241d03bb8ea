import { nowIso } from '../../lib/clock.ts';
import type { Role } from '../../model/account.ts';
import type { FirmPageQuery } from '../../model/list-page.ts';
import type { ChangeNote } from '../../model/setting-change.ts';
import { SyncError } from '../../model/sync-error.ts';
import { isTenantName } from '../../model/tenant.ts';
import type { Tenant, TenantId } from '../../model/tenant.ts';
import type { WatchedFirms } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';
import type { FirmBoard, FirmLook, FirmPage } from './firm-board.ts';

/** What the only firm is called where nobody has named it. */
const NAMELESS = '-';

/** Firms that share the memory, as whoever looks after it does. */
export class TenantDesk {
  readonly #parts: AppParts;
  readonly #desk: ChangeDesk;
  #board: FirmBoard | null = null;

  constructor(parts: AppParts, desk: ChangeDesk) {
    this.#parts = parts;
    this.#desk = desk;
  }

  /** By number. */
  async list(): Promise<readonly Tenant[]> {
    return this.#parts.state.tenants.list();
  }

  /** One by its name; `-`: the first, as long as it has none. Rejects `tenant.notFound`. */
  async find(name: string): Promise<Tenant> {
    const wanted = name === NAMELESS ? '' : name;
    const found = (await this.list()).find((tenant) => tenant.name === wanted);
    if (found === undefined) throw new SyncError('tenant.notFound', { name });
    return found;
  }

  /** One by its number: what `find` finds it by. Rejects `tenant.notFound`. */
  async nameOf(id: number): Promise<string> {
    const found = (await this.list()).find((tenant) => Number(tenant.id) === id);
    if (found === undefined) throw new SyncError('tenant.notFound', { name: String(id) });
    return found.name === '' ? NAMELESS : found.name;
  }

  /** Every firm with how its shops stand, the worst first. */
  async look(): Promise<readonly FirmLook[]> {
    return (await this.#openBoard()).look();
  }

  /** A page of the firms that are looked for, the worst first, and what all of them come to. */
  async page(query: FirmPageQuery): Promise<FirmPage> {
    return (await this.#openBoard()).page(query);
  }

  /** What is watched for which firms. */
  async watched(): Promise<WatchedFirms> {
    return this.#parts.state.tenants.watched();
  }

  /** A firm that nobody owns as yet, by its number. Rejects `tenant.notFound`, `tenant.hasOwner`. */
  async ownerless(id: number): Promise<TenantId> {
    const tenant = await this.find(await this.nameOf(id));
    if ((await this.#parts.state.tenants.owned()).has(tenant.id))
      throw new SyncError('tenant.hasOwner', { name: tenant.name });
    return tenant.id;
  }

  /**
   * A second firm needs a memory whose backups do not hold everything in one file. Rejects `tenant.needsDatabase`,
   * `tenant.nameless`, `tenant.nameMalformed`, `tenant.nameTaken`.
   */
  async add(name: string): Promise<Tenant> {
    const { state, clock } = this.#parts;
    if (!isTenantName(name) || name === NAMELESS) throw new SyncError('tenant.nameMalformed', { name });
    if (state.backups.refusal === null) throw new SyncError('tenant.needsDatabase');
    if ((await this.list()).some((tenant) => tenant.name === '')) throw new SyncError('tenant.nameless');
    const added = await state.tenants.add(name, nowIso(clock));
    await this.#note(name, 'added');
    return added;
  }

  /** Rejects as `add` does, and `tenant.notFound`. */
  async rename(name: string, to: string): Promise<void> {
    if (!isTenantName(to) || to === NAMELESS) throw new SyncError('tenant.nameMalformed', { name: to });
    await this.#parts.state.tenants.rename((await this.find(name)).id, to);
    await this.#note(name, to);
  }

  /** Nobody of it comes in, and none of its schedules starts anything, until it is opened again. */
  async suspend(name: string, isSuspended: boolean): Promise<void> {
    const { state, clock } = this.#parts;
    const { id, suspendedAt } = await this.find(name);
    if ((suspendedAt !== null) === isSuspended) return;
    await state.tenants.suspend(id, isSuspended ? nowIso(clock) : null);
    await this.#note(name, isSuspended ? 'suspended' : 'resumed');
  }

  /**
   * What a person is in a firm; null: nothing any more. Rejects `tenant.notFound`, `account.notFound`,
   * `account.lastOwner`.
   */
  async setMember(name: string, account: string, role: Role | null): Promise<void> {
    const { state } = this.#parts;
    const { id } = await this.find(name);
    const known = await state.accounts.find(account);
    if (known === null) throw new SyncError('account.notFound', { name: account });
    await state.tenants.setMember(id, known.account.id, role);
    await this.#note(`${name}: ${known.account.name}`, role);
  }

  /** Whether a person looks after the firms. Rejects `account.notFound`. */
  async setHoster(account: string, isHoster: boolean): Promise<void> {
    const { state } = this.#parts;
    const known = await state.accounts.find(account);
    if (known === null) throw new SyncError('account.notFound', { name: account });
    await state.tenants.setHoster(known.account.id, isHoster);
    await this.#note(known.account.name, isHoster ? 'hoster' : null);
  }

  async #openBoard(): Promise<FirmBoard> {
    const { FirmBoard: Board } = await import('./firm-board.ts');
    this.#board ??= new Board(this.#parts);
    return this.#board;
  }

  async #note(field: string, after: string | null): Promise<void> {
    const note: ChangeNote = { kind: 'account', field: `tenant ${field}`, before: null, after };
    await this.#desk.note('', note);
  }
}
