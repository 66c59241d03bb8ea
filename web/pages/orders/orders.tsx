import {
  Anchor,
  Badge,
  Button,
  Card,
  Code,
  Group,
  Modal,
  Pagination,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { useAnswer } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { goTo } from '../../route.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { History } from '../../parts/history.tsx';
import type { OrderRow, OrderStory as Story, Stage } from '../../../src/api/orders.ts';

const TYPING_MS = 250;
/** Stages that a person looks for; the others last a moment. */
const FILTERED = ['waiting', 'parked', 'recorded', 'acknowledged', 'missing', 'dismissed'] as const;

/** The ledger: order, document, УНП, stage; one order shows its whole story. */
export function Orders(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { words } = usePage();
  const [page, setPage] = useState(1);
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, TYPING_MS);
  const [stage, setStage] = useState<Stage | ''>('');
  const shown = /^\d+$/.test(rest[0] ?? '') ? Number(rest[0]) : null;
  const path = `${serverPath(name)}/orders`;
  const { value, fault } = useAnswer('/api/profiles/{name}/orders', { name, page, search: wanted, stage });
  return (
    <Stack>
      <Group align="end">
        <TextInput
          label={words.everywhere.search}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setPage(1);
          }}
        />
        <Select
          label={words.orders.stage}
          value={stage}
          onChange={(chosen) => {
            setStage(chosen ?? '');
            setPage(1);
          }}
          data={[
            { value: '', label: words.everywhere.all },
            ...FILTERED.map((value) => ({ value, label: words.names.stages[value] })),
          ]}
          allowDeselect={false}
          w={260}
        />
        <Button
          component="a"
          variant="default"
          href={`${path}.csv?${new URLSearchParams({ search: wanted, stage }).toString()}`}
          download
        >
          {words.everywhere.exportCsv}
        </Button>
      </Group>
      <FaultNote fault={fault} />
      <Card withBorder p="xs">
        <OrderTable
          orders={value?.orders ?? []}
          onShow={(order) => goTo('server', name, 'orders', String(order))}
        />
        <Pagination
          mt="sm"
          value={page}
          onChange={setPage}
          total={Math.max(1, Math.ceil((value?.found ?? 0) / (value?.pageSize ?? 100)))}
          getControlProps={(control) => ({ 'aria-label': control })}
        />
      </Card>
      {shown === null ? null : (
        <OrderStory name={name} number={shown} onClose={() => goTo('server', name, 'orders')} />
      )}
    </Stack>
  );
}

function OrderTable(props: {
  readonly orders: readonly OrderRow[];
  readonly onShow: (order: number) => void;
}) {
  const { words } = usePage();
  const { orders, onShow } = props;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.shell.orders}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.everywhere.order}</Table.Th>
            <Table.Th>{words.everywhere.date}</Table.Th>
            <Table.Th ta="right">{words.everywhere.total}</Table.Th>
            <Table.Th>{words.everywhere.document}</Table.Th>
            <Table.Th>{words.shell.unp}</Table.Th>
            <Table.Th>{words.orders.stage}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map((order) => (
            <Table.Tr key={order.orderNumber}>
              <Table.Td>
                <Anchor component="button" onClick={() => onShow(order.orderNumber)}>
                  №{order.orderNumber}
                </Anchor>
              </Table.Td>
              <Table.Td>{order.createdAt}</Table.Td>
              <Table.Td ta="right">
                {order.total} {order.currency}
              </Table.Td>
              <Table.Td>
                {order.documentNumber === null ? '' : `${order.operationType ?? ''}/${order.documentNumber}`}
              </Table.Td>
              <Table.Td>{order.unp}</Table.Td>
              <Table.Td>
                <Badge variant="light" color={order.stage === 'parked' ? 'orange' : 'pine'}>
                  {order.stageLabel}
                </Badge>
                {order.reason === null ? null : (
                  <Text size="xs" className="cell-wrap">
                    {order.reason}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** How the money of a returned order went back: a column of the audit file that only a person knows. */
function RefundWay(props: {
  readonly name: string;
  readonly number: number;
  readonly way: string | null;
  readonly ways: Story['refundWays'] | null;
  readonly onSet: () => Promise<void>;
}) {
  const { api, words } = usePage();
  const [fault, setFault] = useState<Fault | null>(null);
  const set = async (way: string | null): Promise<void> => {
    try {
      await api.send('PUT', `${serverPath(props.name)}/orders/${props.number}/refund`, { way });
      setFault(null);
      await props.onSet();
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  return (
    <>
      <Select
        label={words.orders.refundWay}
        data={Object.entries(props.ways ?? {}).map(([value, label]) => ({ value, label }))}
        value={props.way}
        onChange={(way) => void set(way)}
        placeholder={words.everywhere.noChoice}
        clearable
        w={260}
      />
      <FaultNote fault={fault} />
    </>
  );
}

function OrderStory(props: { readonly name: string; readonly number: number; readonly onClose: () => void }) {
  const { words } = usePage();
  const formats = useFormats();
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/orders/{number}', {
    name: props.name,
    number: String(props.number),
  });
  const order = value?.order;
  return (
    <Modal
      opened
      lockScroll={false}
      onClose={props.onClose}
      size="xl"
      title={`${words.everywhere.order} №${props.number}`}
    >
      <FaultNote fault={fault} />
      {order === undefined ? null : (
        <Stack gap="xs">
          <Text>
            {words.orders.received}: {formats.moment(order.seenAt)}
          </Text>
          <Text>
            {words.everywhere.document}:{' '}
            {order.documentNumber === null ? '–' : `${order.operationType ?? ''}/${order.documentNumber}`}{' '}
            {formats.moment(order.recordedAt)}
          </Text>
          <Text>
            {words.shell.unp}: {order.unp ?? '–'} {formats.moment(order.acknowledgedAt)}
          </Text>
          {order.reason === null ? null : <Text c="red">{order.reason}</Text>}
          <RefundWay
            {...props}
            way={value?.refundWay ?? null}
            ways={value?.refundWays ?? null}
            onSet={reload}
          />
          <Title order={3} size="h5">
            {words.orders.story}
          </Title>
          <History entries={value?.history ?? []} />
          {(value?.versions ?? []).map((version) => (
            <div key={version.version}>
              <Text size="sm">
                {words.orders.received} {formats.moment(version.receivedAt)}
              </Text>
              <Code block className="log" tabIndex={0}>
                {version.raw}
              </Code>
            </div>
          ))}
        </Stack>
      )}
    </Modal>
  );
}
