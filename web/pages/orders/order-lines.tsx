import { Table, Text, Title } from '@mantine/core';
import { formatPercent, formatPrice } from '../../../src/texts/format.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { filled } from '../../parts/filled.ts';
import { Money, Quantity } from '../../parts/values.tsx';
import type { GoodOfOrder, OrderContent, OrderStory, ShopLine } from '../../../src/api/order-story.ts';

/** What was ordered, under the shop's names and the warehouse's, and how its sum comes about. */
export function OrderLines(props: {
  readonly name: string;
  readonly story: OrderStory;
  readonly content: OrderContent;
}) {
  const { words } = usePage();
  const { name, story, content } = props;
  const { currency, orderNumber, total } = story.order;
  const goods = useAnswer('/api/profiles/{name}/orders/{number}/goods', {
    name,
    number: String(orderNumber),
  });
  const byProduct = new Map((goods.value ?? []).map((good) => [good.productId, good]));
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {words.orders.goods}
      </Title>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={words.orders.goods}>
        <Table className="order-lines" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.everywhere.line}</Table.Th>
              <Table.Th ta="right">{words.everywhere.quantity}</Table.Th>
              <Table.Th ta="right">{words.everywhere.price}</Table.Th>
              <Table.Th ta="right">{words.orders.lineTotal}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {content.lines.map((line, index) => (
              <Line
                key={`${line.code} ${index}`}
                line={line}
                currency={currency}
                good={line.productId === null ? undefined : byProduct.get(line.productId)}
                isKnown={goods.value !== null}
              />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            {content.totals.map(({ type, name: label, amount }, index) => (
              <Sum
                key={`${type} ${index}`}
                label={label === '' ? type : label}
                value={amount}
                {...{ currency }}
              />
            ))}
            {total === null ? null : (
              <Sum label={words.everywhere.total} value={total} currency={currency} isGrand />
            )}
            <WrittenSums story={story} />
          </Table.Tfoot>
        </Table>
      </div>
      {goods.fault === null ? null : (
        <Text size="xs" c="dimmed">
          {words.orders.warehouseSilent}
        </Text>
      )}
    </section>
  );
}

function Line(props: {
  readonly line: ShopLine;
  readonly currency: string;
  readonly good: GoodOfOrder | undefined;
  /** The warehouse has answered. */
  readonly isKnown: boolean;
}) {
  const { words, language } = usePage();
  const { line, good, currency, isKnown } = props;
  const isDiscounted = !/^-?0*\.?0*$/.test(line.discount);
  return (
    <Table.Tr>
      <Table.Td>
        <span className="pair">
          <span>{line.name}</span>
          <span className="pair-second">
            {words.orders.code} {line.code}
          </span>
          {good === undefined ? null : (
            <span className="pair-second">
              {words.orders.inWarehouse}: {good.name} · {good.code}
            </span>
          )}
          {good === undefined && isKnown ? (
            <span className="pair-second">{words.orders.noWarehouseName}</span>
          ) : null}
        </span>
      </Table.Td>
      <Table.Td ta="right">
        <Quantity value={line.quantity} />
      </Table.Td>
      <Table.Td ta="right">
        <span className="figure">{formatPrice(line.unitPrice, currency, language)}</span>
      </Table.Td>
      <Table.Td ta="right">
        <span className="pair">
          <Money value={line.total} currency={currency} />
          {isDiscounted ? (
            <span className="pair-second">
              {words.orders.discount} <Money value={line.discount} currency={currency} />
            </span>
          ) : null}
        </span>
      </Table.Td>
    </Table.Tr>
  );
}

function Sum(props: {
  readonly label: string;
  readonly value: string;
  readonly currency: string;
  readonly isGrand?: boolean;
}) {
  return (
    <Table.Tr className={props.isGrand === true ? 'grand' : ''}>
      <Table.Td colSpan={3} ta="right">
        {props.label}
      </Table.Td>
      <Table.Td ta="right">
        <Money value={props.value} currency={props.currency} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Net and VAT of what was written, which is in the warehouse's currency: its sum says whether it is the order's. */
function WrittenSums({ story: { written, order } }: { readonly story: OrderStory }) {
  const { words, language } = usePage();
  if (written === null) return null;
  const isSame = Math.abs(Number(written.total) - Number(order.total)) < 0.005;
  const currency = isSame ? order.currency : '';
  return (
    <>
      {isSame ? null : <Sum label={words.orders.writtenTotal} value={written.total} currency={currency} />}
      {written.vat.flatMap(({ rate, net, vat }) => {
        const percent = { rate: formatPercent(rate, language) };
        return [
          <Sum
            key={`net ${rate}`}
            label={filled(words.orders.vatBase, percent)}
            value={net}
            {...{ currency }}
          />,
          <Sum
            key={`vat ${rate}`}
            label={filled(words.orders.vatSum, percent)}
            value={vat}
            {...{ currency }}
          />,
        ];
      })}
    </>
  );
}
