import { Table, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { formatPrice } from '../../../src/texts/format.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { Money, Quantity } from '../../parts/values.tsx';
import type { GoodOfOrder, OrderContent, OrderStory, ShopLine } from '../../../src/api/order-story.ts';
import { OrderSums } from './order-sums.tsx';

const NARROW = '(max-width: 48em)';

/** What was ordered, under the shop's names and the warehouse's, and how its sum comes about. */
export function OrderLines(props: {
  readonly name: string;
  readonly story: OrderStory;
  readonly content: OrderContent;
}) {
  const { words } = usePage();
  const { name, story, content } = props;
  const { currency, orderNumber } = story.order;
  const goods = useAnswer('/api/profiles/{name}/orders/{number}/goods', {
    name,
    number: String(orderNumber),
  });
  const isNarrow = useMediaQuery(NARROW, matchMedia(NARROW).matches);
  const byProduct = new Map((goods.value ?? []).map((good) => [good.productId, good]));
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {words.shell.goods}
      </Title>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={words.shell.goods}>
        <Table className="order-lines" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.everywhere.line}</Table.Th>
              {isNarrow ? null : <Table.Th ta="right">{words.everywhere.quantity}</Table.Th>}
              {isNarrow ? null : <Table.Th ta="right">{words.everywhere.price}</Table.Th>}
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
                isNarrow={isNarrow}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <OrderSums story={story} content={content} />
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
  /** On a phone quantity and price stand below the name. */
  readonly isNarrow: boolean;
}) {
  const { words, language } = usePage();
  const { line, good, currency, isKnown, isNarrow } = props;
  const price = <span className="figure">{formatPrice(line.unitPrice, currency, language)}</span>;
  const isDiscounted = !/^-?0*\.?0*$/.test(line.discount);
  return (
    <Table.Tr>
      <Table.Td>
        <span className="cell-pair">
          <span>{line.name}</span>
          {isNarrow ? (
            <span className="cell-second">
              <Quantity value={line.quantity} /> × {price}
            </span>
          ) : null}
          <span className="cell-second">
            {words.orders.code} {line.code}
          </span>
          {good === undefined ? null : (
            <span className="cell-second">
              {words.orders.inWarehouse}: {good.name} · {good.code}
            </span>
          )}
          {good === undefined && isKnown ? (
            <span className="cell-second">{words.orders.noWarehouseName}</span>
          ) : null}
        </span>
      </Table.Td>
      {isNarrow ? null : (
        <>
          <Table.Td ta="right">
            <Quantity value={line.quantity} />
          </Table.Td>
          <Table.Td ta="right">{price}</Table.Td>
        </>
      )}
      <Table.Td ta="right">
        <span className="cell-pair">
          <Money value={line.total} currency={currency} />
          {isDiscounted ? (
            <span className="cell-second">
              {words.orders.discount} <Money value={line.discount} currency={currency} />
            </span>
          ) : null}
        </span>
      </Table.Td>
    </Table.Tr>
  );
}
