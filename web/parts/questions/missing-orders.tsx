import { Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useAnswer } from '../../answers.ts';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import { linkTo } from '../../route.ts';
import { FaultNote } from '../fault-note.tsx';
import type { OrderRow } from '../../../src/api/orders.ts';
import { numbered } from '../../formats.ts';

/** Recorded orders whose document is not in the warehouse any more: recorded again, or let go. */
export function MissingOrders({
  name,
  onDecided,
}: {
  readonly name: string;
  readonly onDecided: () => void;
}) {
  const { api, words, may } = usePage();
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/missing', { name });
  const mayDecide = may('post /api/profiles/{name}/missing');
  const [problem, setProblem] = useState<Fault | null>(null);
  const decide = async (decision: 'again' | 'letGo', orders: readonly number[] | 'all'): Promise<void> => {
    try {
      await api.send('POST', `${serverPath(name)}/missing`, { decision, orders });
      if (decision === 'again') {
        await api.send('POST', `${serverPath(name)}/run`, { tasks: ['import-orders'] });
        location.hash = linkTo('server', name, 'overview');
        return;
      }
      setProblem(null);
      await reload();
      onDecided();
    } catch (error) {
      setProblem(asFault(error, words));
    }
  };
  if ((value ?? []).length === 0) return <FaultNote fault={problem ?? fault} />;
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {words.attention.missingOrders}
        </Title>
        <Text size="sm">{words.attention.missingHint}</Text>
        <FaultNote fault={problem ?? fault} />
        {mayDecide ? (
          <Group>
            <Button onClick={() => void decide('again', 'all')}>{words.attention.recordAgain}</Button>
            <Button variant="default" onClick={() => void decide('letGo', 'all')}>
              {words.attention.letGoAll}
            </Button>
          </Group>
        ) : (
          <Text size="sm">{words.everywhere.operatorOnly}</Text>
        )}
        <MissingTable
          orders={value ?? []}
          onLetGo={mayDecide ? (order) => void decide('letGo', [order]) : null}
        />
      </Stack>
    </Card>
  );
}

function MissingTable(props: {
  readonly orders: readonly OrderRow[];
  /** Null: it is not for whoever looks on. */
  readonly onLetGo: ((order: number) => void) | null;
}) {
  const { words } = usePage();
  const { onLetGo } = props;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.attention.missingOrders}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.everywhere.order}</Table.Th>
            <Table.Th>{words.everywhere.document}</Table.Th>
            <Table.Th>{words.shell.unp}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.orders.map((order) => (
            <Table.Tr key={order.orderNumber}>
              <Table.Td>{numbered(order.orderNumber, words)}</Table.Td>
              <Table.Td>
                {order.operationType}/{order.documentNumber}
              </Table.Td>
              <Table.Td>{order.unp ?? '–'}</Table.Td>
              <Table.Td ta="right">
                {onLetGo === null ? null : (
                  <Button
                    size="compact-md"
                    variant="subtle"
                    onClick={() => onLetGo(order.orderNumber)}
                    aria-label={`${words.attention.letGo} ${numbered(order.orderNumber, words)}`}
                  >
                    {words.attention.letGo}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
