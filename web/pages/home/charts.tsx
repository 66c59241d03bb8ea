import { Card, Table, Text, Title } from '@mantine/core';
import type { DayView } from '../../../src/api/home.ts';
import { formatDate } from '../../../src/texts/format.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { DayBars } from './day-bars.tsx';
import type { DayValue } from './day-bars.tsx';

/** One row of bars: what each day brought. */
interface Series {
  readonly label: string;
  readonly values: readonly DayValue[];
}

/** Orders, and what they come to, for each day. */
export function OrdersChart({ days }: { readonly days: readonly DayView[] }) {
  const { words } = usePage();
  const formats = useFormats();
  const currency = mainCurrency(days);
  const series = [
    {
      label: words.shell.orders,
      values: days.map(({ day, orders }) => ({ day, value: orders, shown: formats.count(orders) })),
    },
    {
      label: words.home.turnover,
      values: days.map(({ day, turnover }) => {
        const sum = turnover.find((amount) => amount.currency === currency)?.sum ?? '0';
        return { day, value: Number(sum), shown: formats.money(sum, currency) };
      }),
    },
  ];
  return <ChartCard title={words.home.chartOrders} series={series} />;
}

/** How many goods and quantities were sent to the shop on each day. */
export function SentChart({ days }: { readonly days: readonly DayView[] }) {
  const { words } = usePage();
  const formats = useFormats();
  const seriesOf = (label: string, key: 'sentGoods' | 'sentQuantities'): Series => ({
    label,
    values: days.map((day) => ({ day: day.day, value: day[key], shown: formats.count(day[key]) })),
  });
  return (
    <ChartCard
      title={words.home.chartSent}
      hint={words.home.chartSentHint}
      series={[
        seriesOf(words.shell.goods, 'sentGoods'),
        seriesOf(words.home.quantitiesPerDay, 'sentQuantities'),
      ]}
    />
  );
}

/** The currency in which most days were: of another one a bar would tell another height. */
function mainCurrency(days: readonly DayView[]): string {
  const counts = new Map<string, number>();
  for (const { turnover } of days)
    for (const { currency } of turnover) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const [main] = [...counts].toSorted((left, right) => right[1] - left[1]);
  return main?.[0] ?? '';
}

/** Bars for those who look, the same in a table for everybody. */
function ChartCard(props: {
  readonly title: string;
  readonly hint?: string;
  readonly series: readonly Series[];
}) {
  const { words, language } = usePage();
  const { title, hint, series } = props;
  const isEmpty = series.every(({ values }) => values.every(({ value }) => value === 0));
  const days = series[0]?.values ?? [];
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={2} size="h4" c="dimmed" fw={500}>
        {title}
      </Title>
      {hint === undefined ? null : (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      {isEmpty ? (
        <Text c="dimmed" my="lg">
          {words.home.chartEmpty}
        </Text>
      ) : (
        <>
          {series.map(({ label, values }) => (
            <DayBars key={label} label={label} values={values} />
          ))}
          <details className="chart-table">
            <summary>{words.home.asTable}</summary>
            <div className="scroll-x" tabIndex={0} role="region" aria-label={title}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words.home.day}</Table.Th>
                    {series.map(({ label }) => (
                      <Table.Th key={label} ta="right">
                        {label}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {days
                    .map(({ day }, index) => (
                      <Table.Tr key={day}>
                        <Table.Td>{formatDate(day, language)}</Table.Td>
                        {series.map(({ label, values }) => (
                          <Table.Td key={label} ta="right">
                            {values[index]?.shown}
                          </Table.Td>
                        ))}
                      </Table.Tr>
                    ))
                    .toReversed()}
                </Table.Tbody>
              </Table>
            </div>
          </details>
        </>
      )}
    </Card>
  );
}
