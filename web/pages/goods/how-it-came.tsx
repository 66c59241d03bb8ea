import { Text, Title } from '@mantine/core';
import { usePage } from '../../context.ts';
import { fill } from '../../../src/texts/fill.ts';
import { Money, Quantity } from '../../parts/values.tsx';
import type { GoodDetails } from '../../../src/api/goods.ts';

const TAKEN = ['openOrders', 'ownOpenDocuments', 'held', 'buffer'] as const;

const FRACTION = /\./;

/** The quantity for the shop, term by term. */
export function HowQuantity({ details: { quantity, objects, how } }: { readonly details: GoodDetails }) {
  const { words } = usePage();
  if (quantity === null) return null;
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {words.goods.howQuantity}
      </Title>
      <dl className="good-terms">
        <dt>{words.goods.physical}</dt>
        <dd>
          <Quantity value={quantity.physical} />
        </dd>
        {objects.flatMap(({ name, physical }) => [
          <dt key={`${name} name`} className="part">
            {name}
          </dt>,
          <dd key={name} className="part">
            <Quantity value={physical} />
          </dd>,
        ])}
        {TAKEN.flatMap((term) => [
          <dt key={`${term} name`}>{words.goods[term]}</dt>,
          <dd key={term}>
            {quantity[term] === '0' ? '' : '− '}
            <Quantity value={quantity[term]} />
          </dd>,
        ])}
        <dt className="sum">{words.goods.toShop}</dt>
        <dd className="sum">
          <Quantity value={quantity.quantity} />
        </dd>
      </dl>
      {how?.isWhole === true && FRACTION.test(Object.values(quantity).join()) ? (
        <Text size="xs" c="dimmed" mt="xs">
          {words.goods.isWhole}
        </Text>
      ) : null}
    </section>
  );
}

/** The price for the shop: of which group, how VAT is reckoned, in which currency. */
export function HowPrice({ details }: { readonly details: GoodDetails }) {
  const { words } = usePage();
  const { good: row, currency, how } = details;
  const { good } = row;
  if (good === null || how === null) return null;
  const { baseCurrency, pricesIncludeVat, shopPricesIncludeVat, priceGroup } = how;
  const mode = (hasVat: boolean) => (hasVat ? words.goods.withVat : words.goods.withoutVat);
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {words.goods.howPrice}
      </Title>
      <dl className="good-terms">
        <dt>
          {fill(words.goods.priceGroup, { group: String(priceGroup + 1) })}, {mode(pricesIncludeVat)}
        </dt>
        <dd>
          <Money value={good.price} currency={baseCurrency} />
        </dd>
        {pricesIncludeVat === shopPricesIncludeVat ? null : (
          <>
            <dt>{words.goods.vatRate}</dt>
            <dd>
              <Quantity value={good.vatRate} /> %
            </dd>
          </>
        )}
        <dt className="sum">
          {words.goods.toShop}, {mode(shopPricesIncludeVat)}
        </dt>
        <dd className="sum">{currency === null ? '–' : <Money value={row.price} currency={currency} />}</dd>
      </dl>
      {currency === null || currency === baseCurrency ? null : (
        <Text size="xs" c="dimmed" mt="xs">
          {fill(words.goods.converted, { from: baseCurrency, to: currency })}
        </Text>
      )}
    </section>
  );
}
