import { Badge, Table, Text } from '@mantine/core';
import type { ChangeView } from '../../src/api/changes.ts';
import { BeforeAfter } from './changes/before-after.tsx';
import { DocumentTable } from './changes/document-table.tsx';

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
            {field.field}: <BeforeAfter before={field.before} after={field.after} />
          </Text>
        ))}
        {change.document === undefined ? null : <DocumentTable document={change.document} />}
      </Table.Td>
    </Table.Tr>
  );
}
