import { Table, Text, Title } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import type { DocumentLine, DocumentView } from '../../../src/api/changes.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { Quantity } from '../values.tsx';

/** A document as it will stand in the warehouse: its own names of goods, and beside them the order's. */
export function DocumentTable({ document }: { readonly document: DocumentView }) {
  const { words } = usePage();
  const formats = useFormats();
  const type = words.names.operationTypes[String(document.operationType)] ?? words.everywhere.document;
  return (
    <section>
      <Title order={2} size="h4" mt="md">
        {fill(words.plan.documentOf, { type, date: formats.date(document.date) })}
      </Title>
      <Text size="sm">
        {document.partner.company}
        {document.partner.isNew ? ` (${words.plan.newPartner})` : ''}
      </Text>
      {document.hasUnp ? (
        <Text size="sm" c="dimmed">
          {words.plan.unpDrawn}
        </Text>
      ) : null}
      <div className="scroll-x" tabIndex={0} role="region" aria-label={words.everywhere.document}>
        <Table mt="xs" fz="sm" miw="34rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.plan.goodHere}</Table.Th>
              <Table.Th>{words.plan.goodThere}</Table.Th>
              <Table.Th ta="right">{words.everywhere.quantity}</Table.Th>
              <Table.Th ta="right">{words.everywhere.price}</Table.Th>
              <Table.Th ta="right">{words.plan.vat}</Table.Th>
              <Table.Th ta="right">{words.everywhere.total}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {document.lines.map((line, index) => (
              <Line key={`${line.code} ${index}`} line={line} currency={document.currency} />
            ))}
            <Table.Tr>
              <Table.Td colSpan={5} fw={600}>
                {words.everywhere.total}
              </Table.Td>
              <Table.Td ta="right" fw={600}>
                {formats.money(document.total, document.currency)}
              </Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </div>
      {document.note === '' ? null : (
        <Text size="sm" c="dimmed" mt="xs" className="cell-wrap">
          {document.note}
        </Text>
      )}
    </section>
  );
}

function Line({ line, currency }: { readonly line: DocumentLine; readonly currency: string }) {
  const { words } = usePage();
  const formats = useFormats();
  return (
    <Table.Tr className="top">
      <Table.Td className="cell-wrap">
        {line.goodName ?? (line.goodId === 0 ? words.plan.madeWithIt : '–')}
        <Text size="xs" c="dimmed">
          {line.code}
        </Text>
      </Table.Td>
      <Table.Td className="cell-wrap">{line.name}</Table.Td>
      <Table.Td ta="right">
        <Quantity value={line.quantity} />
      </Table.Td>
      <Table.Td ta="right">
        <span className="figure">{formats.price(line.unitPrice, currency)}</span>
        {Number(line.discountPercent) === 0 ? null : (
          <Text size="xs" c="dimmed">
            {fill(words.plan.discount, { percent: formats.percent(line.discountPercent) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{formats.percent(line.vatRate)}</Table.Td>
      <Table.Td ta="right">{formats.money(line.total, currency)}</Table.Td>
    </Table.Tr>
  );
}
