import { formatPercent } from '../../../src/texts/format.ts';
import { usePage } from '../../context.ts';
import { fill } from '../../../src/texts/fill.ts';
import { Money } from '../../parts/values.tsx';
import type { OrderContent, OrderStory } from '../../../src/api/order-story.ts';
import { documentText, sumsBefore } from './order-texts.ts';

interface Row {
  readonly label: string;
  readonly value: string;
  readonly currency: string;
  readonly isGrand?: boolean;
}

/** How an order's sum comes about in the shop, and its net and VAT as they stand in the document. */
export function OrderSums(props: { readonly story: OrderStory; readonly content: OrderContent }) {
  const { words, language } = usePage();
  const { order, written } = props.story;
  const { currency, total } = order;
  const rows: Row[] = sumsBefore(props.content, total).map(({ type, name, amount }) => ({
    label: name === '' ? type : name,
    value: amount,
    currency,
  }));
  if (total !== null) rows.push({ label: words.everywhere.total, value: total, currency, isGrand: true });
  if (written === null) return <Rows rows={rows} />;
  // The document is in the warehouse's currency: the same sum says that it is the order's.
  const isSame = Math.abs(Number(written.total) - Number(total)) < 0.005;
  const its = isSame ? currency : '';
  const document: Row[] = isSame
    ? []
    : [{ label: words.orders.writtenTotal, value: written.total, currency: its, isGrand: true }];
  for (const { rate, net, vat } of written.vat) {
    const percent = { rate: formatPercent(rate, language) };
    document.push({ label: fill(words.orders.vatBase, percent), value: net, currency: its });
    document.push({ label: fill(words.orders.vatSum, percent), value: vat, currency: its });
  }
  return (
    <>
      <Rows rows={rows} />
      <Rows rows={document} title={`${words.orders.inWarehouse}: ${documentText(order, words)}`} />
    </>
  );
}

function Rows({ rows, title }: { readonly rows: readonly Row[]; readonly title?: string }) {
  return (
    <div className="order-sums">
      {title === undefined ? null : <div className="order-sums-title">{title}</div>}
      <dl>
        {rows.map(({ label, value, currency, isGrand }, index) => (
          <div key={`${label} ${index}`} className={isGrand === true ? 'grand' : ''}>
            <dt>{label}</dt>
            <dd>
              <Money value={value} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
