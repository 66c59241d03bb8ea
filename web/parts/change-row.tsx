import { Badge, Table, Text } from '@mantine/core';
import { usePage } from '../context.ts';
import type { ChangeView } from '../../src/api/changes.ts';

/** One change as a diff: every field before and after; an order with the document that would be written. */
export function ChangeRow(props: {
  readonly change: ChangeView;
  /** Why it did not succeed. */
  readonly note?: string;
  readonly when?: string;
}) {
  const { change, note, when } = props;
  return (
    <Table.Tr className="top">
      <Table.Td className="cell-wrap">
        <Text size="sm" fw={600}>
          {change.label}
        </Text>
        <Badge variant="light" size="sm">
          {change.kindLabel}
        </Badge>
        {when === undefined ? null : (
          <Text size="xs" c="dimmed">
            {when}
          </Text>
        )}
        {note === undefined || note === '' ? null : (
          <Text size="xs" c="red">
            {note}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="cell-wrap">
        {change.fields.map((field) => (
          <Text size="sm" key={field.field}>
            {field.field}: {field.before === null ? null : <span className="before">{field.before}</span>}{' '}
            <span className="after">{field.after ?? '–'}</span>
          </Text>
        ))}
        {change.document === undefined ? null : <DocumentView document={change.document} />}
      </Table.Td>
    </Table.Tr>
  );
}

function DocumentView({ document }: { readonly document: NonNullable<ChangeView['document']> }) {
  const { words } = usePage();
  return (
    <Table mt="xs" fz="sm" withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.everywhere.line}</Table.Th>
          <Table.Th ta="right">{words.everywhere.quantity}</Table.Th>
          <Table.Th ta="right">{words.everywhere.price}</Table.Th>
          <Table.Th ta="right">{words.everywhere.total}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {document.lines.map((line, index) => (
          <Table.Tr key={`${line.code} ${index}`}>
            <Table.Td>{line.name}</Table.Td>
            <Table.Td ta="right">{line.quantity}</Table.Td>
            <Table.Td ta="right">{line.unitPrice}</Table.Td>
            <Table.Td ta="right">{line.total}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Td colSpan={3}>{words.everywhere.total}</Table.Td>
          <Table.Td ta="right" fw={700}>
            {document.total}
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
