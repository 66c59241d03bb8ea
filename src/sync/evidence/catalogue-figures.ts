import type { CatalogueFigures } from '../../model/evidence.ts';
import type { Good } from '../../model/good.ts';
import type { Product } from '../../model/product.ts';

const HIGH = /[\u{10000}-\u{10ffff}]/u;

/** Counts both catalogues while they are read; keeps codes, never names but those with rare characters. */
export class CatalogueCount {
  #goods = 0;
  #products = 0;
  readonly #goodCodes = new Map<string, number>();
  readonly #barcodes = new Set<string>();
  /** Codes of goods whose name holds a character above U+FFFF. */
  readonly #highGoods = new Set<string>();
  readonly #productCodes = new Map<string, number>();
  #byCode = 0;
  #byBarcode = 0;
  #highNames = 0;
  #lost = 0;

  /** Goods first: products are compared with them. */
  addGood({ code, barcodes, name }: Pick<Good, 'code' | 'barcodes' | 'name'>): void {
    this.#goods += 1;
    if (code !== '') this.#goodCodes.set(code, (this.#goodCodes.get(code) ?? 0) + 1);
    for (const barcode of barcodes) this.#barcodes.add(barcode);
    if (HIGH.test(name)) this.#highGoods.add(code);
  }

  addProduct({ code, barcode, name }: Pick<Product, 'code' | 'barcode' | 'name'>): void {
    this.#products += 1;
    if (code !== '') this.#productCodes.set(code, (this.#productCodes.get(code) ?? 0) + 1);
    if (this.#goodCodes.has(code)) this.#byCode += 1;
    if ([code, barcode].some((each) => each !== '' && this.#barcodes.has(each))) this.#byBarcode += 1;
    if (HIGH.test(name)) this.#highNames += 1;
    else if (this.#highGoods.has(code)) this.#lost += 1;
  }

  figures(): CatalogueFigures {
    const doubled = (codes: ReadonlyMap<string, number>): number =>
      [...codes.values()].filter((count) => count > 1).length;
    return {
      products: this.#products,
      goods: this.#goods,
      doubledProductCodes: doubled(this.#productCodes),
      doubledGoodCodes: doubled(this.#goodCodes),
      productsByCode: this.#byCode,
      productsByBarcode: this.#byBarcode,
      highNames: this.#highNames,
      lostHighNames: this.#lost,
    };
  }
}
