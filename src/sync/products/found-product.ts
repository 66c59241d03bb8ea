import type { Good } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import { sentToNew, sentToOld } from '../../model/sent-field.ts';
import { isPark } from '../park.ts';
import type { Park } from '../park.ts';
import { diffGoodsFields, sentGoodsFields } from '../plan-export.ts';
import { diffStockFields, sentStockFields, stockFieldsText } from '../plan-stock.ts';
import type { StockFields } from '../plan-stock.ts';
import { productChange } from '../product-change.ts';
import type { ProductChange } from '../product-change.ts';
import { findPair } from './find-pair.ts';
import type { FoundPair } from './find-pair.ts';
import { hashAfter, sendableFields, shown } from './kept-product.ts';
import type { PairFacts, ProductFacts, ProductPlanning, UnsentGood, WantedProduct } from './product-facts.ts';

type UnlinkedFacts = Extract<ProductFacts, { kind: 'unlinked' }>;

/** A good without a product adopts the one that has its key, or makes a new one (E4, E6). */
export function foundProduct(
  facts: UnlinkedFacts,
  planning: ProductPlanning,
): ProductChange | Park | UnsentGood {
  const pair = findPair(facts, planning);
  if (pair === 'none') return created(facts.wanted, facts.stock, planning);
  return isPark(pair) ? pair : adopted(facts, pair, planning);
}

/**
 * The good takes a product over, and the link remembers what it had. Where we had hidden it when another
 * good left, it is shown again (E3).
 */
function adopted(
  { wanted, inherited }: UnlinkedFacts,
  { productId, known, code, instead }: FoundPair,
  planning: ProductPlanning,
): ProductChange {
  const fields = sendableFields(wanted.fields, known, planning);
  const isShown = inherited !== null && inherited.hasLeft && inherited.isHiddenByUs;
  const sends = sentToOld(planning.rules);
  const difference = diffGoodsFields(fields, known, sends);
  const hash = hashAfter(fields, known, planning);
  return productChange({
    task: 'export-goods',
    kind: isShown ? 'showProduct' : 'updateProduct',
    good: wanted.good,
    productId,
    code: code ?? known.code ?? fields.code,
    difference: isShown ? shown(difference) : difference,
    contentHash: hash,
    link: {
      goodsHash: hash,
      stockHash: '',
      hasLeft: false,
      isHiddenByUs: false,
      awaitsMovement: mayBeDownloaded(wanted.good, planning),
      sent: sentGoodsFields(fields, known, sends),
    },
    instead,
    isNewPair: true,
  });
}

/**
 * Whether the good may have been made of the product by a run that broke off before it could link them: it
 * stands in the group of such goods. One that has moved is held by nothing.
 */
function mayBeDownloaded(good: Good, { settings }: Pick<ProductPlanning, 'settings'>): boolean {
  const makesGoods = settings.importGoods || settings.unknownGoods === 'download';
  return makesGoods && good.groupId === settings.importGoodsGroup;
}

/** Where only quantities are sent, the product that has the good's key gets its quantity; none is made. */
export function foundStock(
  facts: PairFacts,
  stock: StockFields,
  planning: Pick<ProductPlanning, 'readsProducts' | 'hashOf' | 'settings'>,
): ProductChange | Park | 'none' {
  const pair = findPair(facts, planning);
  if (pair === 'none' || isPark(pair)) return pair;
  const { productId, known, code, instead } = pair;
  const hash = planning.hashOf(stockFieldsText(stock));
  return productChange({
    task: 'export-stock',
    kind: 'setQuantity',
    good: facts.good,
    productId,
    code: code ?? known.code ?? facts.good.code,
    difference: diffStockFields(stock, known),
    contentHash: hash,
    link: {
      goodsHash: '',
      stockHash: hash,
      hasLeft: false,
      isHiddenByUs: false,
      awaitsMovement: mayBeDownloaded(facts.good, planning),
      sent: sentStockFields(stock, known),
    },
    instead,
    isNewPair: true,
  });
}

/**
 * A new product: hidden unless S17 (E3), with its quantity from the start, so that nothing is sold unseen.
 * While prices are stopped none is made; where it cannot be known whether the shop has the product already,
 * it is asked by its code: one that is new then stays hidden until it gets its price.
 */
function created(
  { good, fields, hash, withoutPrice }: WantedProduct,
  stock: StockFields | null,
  planning: ProductPlanning,
): ProductChange | Park | UnsentGood {
  const sends = sentToNew(planning.rules);
  if (sends === null) return 'notMade';
  if (withoutPrice !== null) return withoutPrice;
  const isPriceless = fields.price === null;
  if (isPriceless && planning.readsProducts) return 'waits';
  const isVisible = planning.settings.sendVisible && !isPriceless;
  const goods = diffGoodsFields(fields, NOTHING_SENT, sends);
  const quantity = stock?.quantity ?? null;
  const isAvailable = stock?.isAvailable ?? null;
  const sent = sentGoodsFields(fields, NOTHING_SENT, sends);
  return productChange({
    task: 'export-goods',
    kind: 'createProduct',
    good,
    productId: null,
    code: fields.code,
    difference: {
      fields: {
        ...goods.fields,
        isVisible,
        ...(quantity === null ? {} : { quantity }),
        ...(isAvailable === null ? {} : { isAvailable }),
      },
      changes: [
        ...goods.changes,
        ...(quantity === null ? [] : [{ field: 'quantity', before: null, after: quantity }]),
        { field: 'isVisible', before: null, after: isVisible ? 'yes' : 'no' },
      ],
    },
    contentHash: hash,
    link: {
      goodsHash: hash,
      stockHash: stock === null ? '' : planning.hashOf(stockFieldsText(stock)),
      hasLeft: false,
      isHiddenByUs: isPriceless && planning.settings.sendVisible,
      awaitsMovement: false,
      sent: stock === null ? sent : sentStockFields(stock, sent),
    },
    isNewPair: true,
  });
}
