import { Card, Text, Title } from '@mantine/core';
import type { Figures } from '../../../src/api/home.ts';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { Count, Money } from '../../parts/values.tsx';

/** Orders, turnover and УНП of some days. */
export function FiguresCard(props: {
  readonly figures: Figures;
  /** As many days before them, to compare with. */
  readonly before?: Figures;
  readonly label: 'today' | 'week';
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { figures, before, label } = props;
  const partOf = (part: number): string =>
    fill(words.home.of, { part: formats.count(part), all: formats.count(figures.orders) });
  return (
    <Card withBorder component="section" aria-label={words.home[label]}>
      <Title order={2} size="h4" c="dimmed" fw={500}>
        {words.home[label]}
      </Title>
      <Text className="great-figure">
        <Count value={figures.orders} />{' '}
        <Text span c="dimmed" size="md">
          {figures.orders === 1 ? words.home.ordersOne : words.home.orders}
        </Text>
      </Text>
      {before === undefined || before.orders === 0 ? null : (
        <Text size="sm" c="dimmed">
          {fill(words.home.before, { orders: formats.count(before.orders) })}
        </Text>
      )}
      <dl className="figure-list">
        <dt>{words.home.turnover}</dt>
        <dd>
          {figures.turnover.length === 0 ? '–' : null}
          {figures.turnover.map(({ currency, sum }) => (
            <div key={currency}>
              <Money value={sum} currency={currency} />
            </div>
          ))}
        </dd>
        <dt>{words.home.documents}</dt>
        <dd>{figures.orders === 0 ? '–' : partOf(figures.documents)}</dd>
        <dt>{words.home.unp}</dt>
        <dd>{figures.orders === 0 ? '–' : partOf(figures.unpOnBoth)}</dd>
      </dl>
    </Card>
  );
}
