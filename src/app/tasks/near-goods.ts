import type { Good, GoodId } from '../../model/good.ts';
import { looseCode } from '../../sync/match-goods.ts';
import type { Gathering } from '../task-context.ts';

type Asking = Pick<Gathering, 'warehouse' | 'settings' | 'signal'>;

/**
 * Goods whose code only looks like one that no good has (E4). The warehouse is read for it once, when the
 * first such code is met: a run in which every code is known never reads it.
 */
export class NearGoods {
  readonly #asking: Asking;
  #byLooseCode: ReadonlyMap<string, readonly GoodId[]> | null = null;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  async of(codes: readonly string[]): Promise<readonly Good[]> {
    const { warehouse, settings, signal } = this.#asking;
    if (codes.length === 0) return [];
    const byLooseCode = (this.#byLooseCode ??= await this.#read());
    const ids = new Set(codes.flatMap((code) => byLooseCode.get(looseCode(code)) ?? []));
    return ids.size === 0
      ? []
      : warehouse.findGoods({ ids: [...ids], priceGroup: settings.priceGroup }, signal);
  }

  async #read(): Promise<ReadonlyMap<string, readonly GoodId[]>> {
    const { warehouse, settings, signal } = this.#asking;
    const found = new Map<string, readonly GoodId[]>();
    const query = { groupIds: null, priceGroup: settings.priceGroup };
    for await (const goods of warehouse.readGoods(query, signal))
      for (const { id, code } of goods)
        if (code !== '') found.set(looseCode(code), [...(found.get(looseCode(code)) ?? []), id]);
    return found;
  }
}
