import type { GoodsPage } from '../app/app.ts';
import type { CellValue, Sheet } from '../sheet/sheet.ts';
import { pageWords } from '../texts/page.ts';
import { textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

type Rows = AsyncGenerator<readonly (readonly CellValue[])[]>;

/** Goods with both sides beside each other, for a spreadsheet. */
export function goodsSheet(pages: AsyncIterable<Pick<GoodsPage, 'goods'>>, language: Language): Sheet {
  const { goods: words, shell } = pageWords(language);
  const { linked, left, unlinked, outside } = words;
  const standings = { linked, left, unlinked, outside };
  async function* rows(): Rows {
    for await (const { goods } of pages)
      yield goods.map(({ goodId, good, link, standing, price, quantity, differs }) => [
        goodId,
        good?.code ?? link?.sent.code ?? '',
        good?.name ?? link?.sent.name ?? '',
        good?.barcodes[0] ?? '',
        price,
        link?.sent.price ?? null,
        quantity?.quantity ?? null,
        link?.sent.quantity ?? null,
        differs.length > 0 ? words.isDifferent : standings[standing],
        link?.productId ?? null,
      ]);
  }
  return {
    name: shell.goods,
    columns: [
      { head: `${words.good} ${textsOf(language).phrases['column.number']}`, kind: 'number' },
      { head: words.code, kind: 'text', width: 14 },
      { head: words.name, kind: 'text' },
      { head: words.barcode, kind: 'text', width: 16 },
      { head: words.priceHere, kind: 'money' },
      { head: words.priceThere, kind: 'money' },
      { head: words.quantityHere, kind: 'quantity' },
      { head: words.quantityThere, kind: 'quantity' },
      { head: words.standing, kind: 'text', width: 16 },
      { head: words.productNumber, kind: 'number' },
    ],
    rows: rows(),
  };
}
