import { Badge, Skeleton, Table, Text } from '@mantine/core';
import type { PlannedChange } from '../../../src/api/plan.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { goWithin } from '../../route.ts';
import { BeforeAfter } from '../../parts/changes/before-after.tsx';
import { DocumentTable } from '../../parts/changes/document-table.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';

/** One change of the plan with all its fields; an order with the document as it will stand. */
export function ChangePanel({ name, changeKey }: { readonly name: string; readonly changeKey: string }) {
  const { words } = usePage();
  const { value, fault } = useAnswer('/api/profiles/{name}/plan/changes/{key}', { name, key: changeKey });
  const change = value?.key === changeKey ? value : null;
  return (
    <SidePanel title={change?.label ?? changeKey} onClose={() => goWithin('server', name, 'plan')}>
      <FaultNote fault={fault} />
      {change === null && fault === null ? <Skeleton h={120} /> : null}
      {change === null ? null : (
        <>
          <Text size="sm" c="dimmed">
            {change.kindLabel}{' '}
            {change.isHeld ? (
              <Badge variant="light" color="orange" size="sm">
                {words.plan.isHeld}
              </Badge>
            ) : null}
          </Text>
          {change.document === undefined ? (
            <Fields change={change} />
          ) : (
            <DocumentTable document={change.document} />
          )}
        </>
      )}
    </SidePanel>
  );
}

/** Every field, before and after. */
function Fields({ change }: { readonly change: PlannedChange }) {
  const { words } = usePage();
  return (
    <Table mt="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.plan.field}</Table.Th>
          <Table.Th>
            {words.plan.before} → {words.plan.after}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {change.fields.map(({ key, field, before, after }) => (
          <Table.Tr key={key}>
            <Table.Td>{field}</Table.Td>
            <Table.Td className="cell-wrap">
              <BeforeAfter before={before} after={after} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
