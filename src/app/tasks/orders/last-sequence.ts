import type { OperationDraft, UnpRequest } from '../../../model/operation.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { UnpRange } from '../../../model/unp-sharing.ts';
import type { RecordStep } from '../../../sync/orders/order-change.ts';
import type { TaskContext } from '../../task-context.ts';

/** What memory, shop and texts of the warehouse know of УНП that were used before one is drawn (F14, A4). */
export class LastSequence {
  readonly #context: TaskContext;
  #named: number | null = null;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /** The drafts of documents that are written together, each above what is known. Reads only. */
  async guard(records: readonly RecordStep[]): Promise<readonly OperationDraft[]> {
    const drafts = records.map(({ draft }) => draft);
    const unp = drafts.find((draft) => draft.unp !== null)?.unp ?? null;
    if (unp === null) return drafts;
    const atShop = Math.max(...records.map(({ lastAtShop }) => lastAtShop));
    const known = await this.#known(unp, atShop);
    return drafts.map((draft) =>
      draft.unp === null ? draft : { ...draft, unp: { ...draft.unp, ...known } },
    );
  }

  async #known(
    { deviceSerial, rangeFrom, rangeTo }: UnpRequest,
    atShop: number,
  ): Promise<Pick<UnpRequest, 'lastKnownSequence' | 'namedInTexts'>> {
    const range = { from: rangeFrom, to: rangeTo };
    const inLedger = await this.#context.state.ledger.lastSequence(deviceSerial, range);
    const namedInTexts = inLedger === 0 ? await this.#namedSequence(deviceSerial, range) : 0;
    return { lastKnownSequence: Math.max(inLedger, atShop), namedInTexts };
  }

  /** Before the first УНП on a device: what texts of the warehouse name of it, read once. */
  async #namedSequence(device: string, range: UnpRange): Promise<number> {
    const { warehouse, signal } = this.#context;
    this.#named ??= await warehouse.readNamedSequence(device, range, signal);
    return this.#named;
  }
}

/** A warehouse that is behind, told by who knows of the later number: our memory or the shop (F14). */
export function witnessed(error: SyncError, { lastAtShop }: RecordStep): SyncError {
  const { device = '', ledger, warehouse = 0 } = error.facts;
  if (error.code !== 'unp.sequence.behindLedger' || ledger !== lastAtShop) return error;
  return new SyncError('unp.sequence.behindShop', { device, shop: ledger, warehouse }, { cause: error });
}
