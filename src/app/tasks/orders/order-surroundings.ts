import type { Good, GoodId } from '../../../model/good.ts';
import type { PartnerChoice, UnpRequest } from '../../../model/operation.ts';
import type { Order, OrderLine } from '../../../model/order.ts';
import type { ProductId } from '../../../model/product.ts';
import { isSharingAgreed } from '../../../model/unp-sharing.ts';
import { hasSupto } from '../../../model/warehouse-version.ts';
import { barcodeSpellings, indexGoods, matchOrderLine, withNearGoods } from '../../../sync/match-goods.ts';
import type { GoodsIndex } from '../../../sync/match-goods.ts';
import type { ChargeGoods } from '../../../sync/order-money/operation-lines.ts';
import { addPartner, emptyPartnerIndex } from '../../../sync/match-partner.ts';
import type { PartnerIndex } from '../../../sync/match-partner.ts';
import { strangersAmong } from '../../../sync/products/stranger.ts';
import type { OperationContext } from '../../../sync/plan-operation.ts';
import { shopTime } from '../../../model/shop-time.ts';
import type { SharedGathering } from '../../task-context.ts';
import { NearGoods } from '../near-goods.ts';

/** A shop's clock may be days ahead of ours, never a month. */
const FUTURE_MS = 31 * 86_400_000;

/** configkey23: 2..5 keep goods by lots. */
const FIRST_LOT_METHOD = 2;

interface Lasting {
  readonly partners: PartnerIndex;
  readonly chosenPartner: PartnerChoice | null;
  readonly namelessPartner: PartnerChoice | null;
  readonly charges: ChargeGoods;
  readonly placeholder: Good | null;
}

/**
 * Everything around the orders of a batch that their documents are decided with: goods by link and key,
 * partners, goods for delivery and discounts. What lasts for the whole run is read once, when the first
 * order is due.
 */
export class OrderSurroundings {
  readonly #context: SharedGathering;
  readonly #near: NearGoods;
  #lasting: Lasting | null = null;

  constructor(context: SharedGathering) {
    this.#context = context;
    this.#near = new NearGoods(context);
  }

  /** Reads only; repeatable. */
  async of(orders: readonly Order[]): Promise<OperationContext> {
    const { settings, facts, words } = this.#context;
    const goods = await this.goodsOf(orders);
    this.#lasting ??= await this.#readLasting();
    return {
      settings,
      baseCurrency: facts.baseCurrency,
      pricesIncludeVat: facts.pricesIncludeVat,
      usesLots: facts.stockMethod >= FIRST_LOT_METHOD,
      goods,
      ...this.#lasting,
      locationId: settings.location,
      operatorId: settings.documentOperator,
      unp: this.#unpRequest(),
      words,
      today: shopTime(this.#context.clock.now()).slice(0, 10),
      paymentTypes: this.#context.choices.paymentTypes,
      latestDay: shopTime(this.#context.clock.now() + FUTURE_MS).slice(0, 10),
    };
  }

  /** Goods that lines of these orders may be, by link and by key. Reads only; repeatable. */
  async goodsOf(orders: readonly Order[]): Promise<GoodsIndex> {
    const lines = orders.flatMap((order): readonly OrderLine[] => order.lines);
    const { state, profile, warehouse, settings, signal } = this.#context;
    const productIds = [
      ...new Set(lines.flatMap((line) => (line.productId === null ? [] : [line.productId]))),
    ];
    const links = await state.links.findByProduct(profile.id, productIds);
    const linked = new Map<ProductId, GoodId>(links.map((link) => [link.productId, link.goodId]));
    // Also of lines with a link: its good may be deleted, and another have its code.
    const codes = [...new Set(lines.map((line) => line.code).filter((code) => code !== ''))];
    const barcodes = settings.matchingKey === 'code' ? [] : codes.flatMap(barcodeSpellings);
    const ids = [...new Set(linked.values())];
    const goods = await warehouse.findGoods(
      { ids, codes, barcodes, priceGroup: settings.priceGroup },
      signal,
    );
    const index = indexGoods(goods, linked, strangersAmong(links, goods));
    const isUnknown = (line: OrderLine): boolean =>
      matchOrderLine(index, line, settings.matchingKey).kind === 'none';
    const near = await this.#near.of(lines.filter(isUnknown).map((line) => line.code));
    return near.length === 0 ? index : withNearGoods(index, near);
  }

  async #readLasting(): Promise<Lasting> {
    const { warehouse, settings, signal } = this.#context;
    const partners = emptyPartnerIndex();
    const chosen = new Map<number | null, PartnerChoice>();
    for await (const batch of warehouse.readPartners(signal)) {
      for (const partner of batch) {
        addPartner(partners, partner);
        if (partner.id === settings.fixedPartner || partner.id === settings.namelessPartner)
          chosen.set(partner.id, { kind: 'existing', id: partner.id, company: partner.company });
      }
    }
    const wanted = [settings.deliveryGood, settings.feeGood, settings.discountGood, settings.placeholderGood];
    const ids = wanted.flatMap((id) => (id === null ? [] : [id as GoodId]));
    const found = await warehouse.findGoods({ ids, priceGroup: settings.priceGroup }, signal);
    const goodOf = (id: number | null): Good | null =>
      found.find((good) => good.id === id && !good.isDeleted) ?? null;
    // A good with stock would lose some with every order: such a choice is none.
    const chargeOf = (id: number | null): Good | null => {
      const good = goodOf(id);
      return good?.kind === 'ordinary' ? null : good;
    };
    return {
      partners,
      chosenPartner: chosen.get(settings.fixedPartner) ?? null,
      namelessPartner: chosen.get(settings.namelessPartner) ?? null,
      charges: {
        delivery: chargeOf(settings.deliveryGood),
        fee: chargeOf(settings.feeGood),
        discount: chargeOf(settings.discountGood),
      },
      placeholder: goodOf(settings.placeholderGood),
    };
  }

  #unpRequest(): UnpRequest | null {
    const { settings, choices, warehouse } = this.#context;
    // Where the interface has no place for a УНП, the owner has agreed to orders without one.
    if (!hasSupto(settings.warehouseBuild) || !warehouse.abilities.writesUnp) return null;
    const operator = choices.operators.find((candidate) => candidate.id === settings.documentOperator);
    return {
      deviceSerial: settings.deviceSerial,
      operatorCode: operator?.code ?? '',
      rangeFrom: settings.unpFrom,
      rangeTo: settings.unpTo,
      receiptOperationType: settings.unpOperationType ?? Number(settings.documentType),
      lastKnownSequence: 0,
      namedInTexts: 0,
      isShared: isSharingAgreed(settings.unpSharedDevice, settings.deviceSerial),
    };
  }
}
