import { Anchor, Text, Title } from '@mantine/core';
import { usePage } from '../../context.ts';
import type { OrderContent } from '../../../src/api/order-story.ts';
import { addressLines, isElsewhere } from './order-texts.ts';

/** Who is invoiced, where the goods go, and what the buyer has written. */
export function OrderAddresses({ content }: { readonly content: OrderContent }) {
  const { words } = usePage();
  const { buyer, delivery, instructions } = content;
  const numbers = [
    [words.orders.companyNumber, buyer.companyNumber],
    [words.orders.vatNumber, buyer.vatNumber],
    [words.orders.contactPerson, buyer.contactPerson],
    [words.orders.phone, buyer.phone],
  ].filter(([, text]) => text !== '');
  return (
    <section className="order-addresses">
      <div>
        <Title order={3} size="h4" mb="xs">
          {words.orders.billing}
        </Title>
        <Lines lines={[buyer.company, ...addressLines(buyer)]} />
        {numbers.map(([label, text]) => (
          <Text key={label} size="sm">
            {label}: <span className="figure">{text}</span>
          </Text>
        ))}
        {buyer.email === '' ? null : (
          <Text size="sm">
            {words.firm.email}:{' '}
            <Anchor href={`mailto:${buyer.email}`} size="sm" underline="always">
              {buyer.email}
            </Anchor>
          </Text>
        )}
      </div>
      <div>
        <Title order={3} size="h4" mb="xs">
          {words.orders.shippingTo}
        </Title>
        {delivery !== null && isElsewhere(content) ? (
          <Lines lines={[...addressLines(delivery), delivery.phone]} />
        ) : (
          <Text size="sm">{words.orders.sameAddress}</Text>
        )}
        {instructions === '' ? null : (
          <Text size="sm" mt="xs">
            {words.orders.instructions}: „{instructions}“
          </Text>
        )}
      </div>
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines
    .filter((line) => line !== '')
    .map((line) => (
      <Text key={line} size="sm">
        {line}
      </Text>
    ));
}
