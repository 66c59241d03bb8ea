import { Alert, Loader, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { History } from '../../parts/history.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Money, Quantity } from '../../parts/values.tsx';
import type { GoodDetails } from '../../../src/api/goods.ts';
import { goodName, standingBadge, There } from './good-columns.tsx';
import { GoodActions } from './good-actions.tsx';
import { HowPrice, HowQuantity } from './how-it-came.tsx';

/** One good beside the list: both sides, how price and quantity came about, everything that was sent. */
export function GoodPanel(props: {
  readonly name: string;
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { words } = usePage();
  const { name, id } = props;
  const { value, fault } = useAnswer('/api/profiles/{name}/goods/{id}', { name, id });
  const past = useAnswer('/api/profiles/{name}/links/{id}', { name, id });
  // What was answered for the good before is not this one's.
  const details = String(value?.good.goodId) === id ? value : null;
  return (
    <SidePanel
      title={
        details === null ? (
          fill(words.orders.documentNamed, { type: words.goods.good, number: id })
        ) : (
          <>
            {goodName(details.good, words)} {standingBadge(details.good, words)}
          </>
        )
      }
      actions={details === null ? undefined : <GoodActions name={name} good={details.good} />}
      onClose={props.onClose}
    >
      <FaultNote fault={fault ?? past.fault ?? details?.away ?? null} />
      {details === null && fault === null ? <Loader size="sm" /> : null}
      <Stack gap="lg">
        {details === null ? null : <Sheet details={details} />}
        {past.value === null ? null : (
          <section>
            <Title order={3} size="h4" mb="xs">
              {words.goods.history}
            </Title>
            <History entries={past.value.history} />
          </section>
        )}
      </Stack>
    </SidePanel>
  );
}

function Sheet({ details }: { readonly details: GoodDetails }) {
  const { words } = usePage();
  const { good } = details;
  return (
    <>
      {good.why === null ? null : (
        <Alert color="orange" title={good.why.what}>
          {good.why.remedy}
        </Alert>
      )}
      <Sides details={details} />
      {good.link?.awaitsMovement === true ? <Text size="sm">{words.goods.awaitsMovement}</Text> : null}
      {good.link?.isHiddenByUs === true ? <Text size="sm">{words.goods.isHidden}</Text> : null}
      <HowPrice details={details} />
      <HowQuantity details={details} />
    </>
  );
}

/** Field by field: what the shop is to have, and what it has. */
function Sides({ details: { good: row, currency } }: { readonly details: GoodDetails }) {
  const { words } = usePage();
  const { good, link, differs } = row;
  const sent = link?.sent;
  const money = (value: string | null): ReactNode =>
    currency === null ? <Quantity value={value} /> : <Money value={value} currency={currency} />;
  const text = (value: string | null | undefined): string =>
    value === null || value === undefined || value === '' ? '–' : value;
  const lines: readonly (readonly [
    key: 'name' | 'code' | 'barcode' | 'price' | 'quantity',
    ReactNode,
    ReactNode,
  ])[] = [
    ['name', text(good?.name), text(sent?.name)],
    ['code', text(good?.code), text(sent?.code)],
    ['barcode', text(good?.barcodes[0]), text(sent?.barcode)],
    ['price', money(row.price), money(sent?.price ?? null)],
    [
      'quantity',
      <Quantity key="here" value={row.quantity} />,
      <Quantity key="there" value={sent?.quantity ?? null} />,
    ],
  ];
  return (
    <Table verticalSpacing="xs" horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.goods.field}</Table.Th>
          <Table.Th>{words.goods.here}</Table.Th>
          <Table.Th>
            {words.goods.there}
            {link === null ? null : (
              <Text size="xs" c="dimmed">
                {fill(words.goods.product, { product: String(link.productId) })}
              </Text>
            )}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(([key, here, there]) => (
          <Table.Tr key={key}>
            <Table.Td>{words.goods[key]}</Table.Td>
            <Table.Td className="cell-wrap">{here}</Table.Td>
            <Table.Td className="cell-wrap">
              <There isDifferent={differs.includes(key)}>{there}</There>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
