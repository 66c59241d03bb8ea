import { Anchor, Button, Card, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { useAnswer } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { goTo } from '../../route.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { History } from '../../parts/history.tsx';
import type { LinkView } from '../../../src/api/goods.ts';

/** Goods and their products, with what was last sent. */
export function Goods(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { api, words, session } = usePage();
  const [after, setAfter] = useState(0);
  const [links, setLinks] = useState<readonly LinkView[]>([]);
  const [problem, setProblem] = useState<Fault | null>(null);
  const shown = /^\d+$/.test(rest[0] ?? '') ? Number(rest[0]) : null;
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/links', { name, after });
  useEffect(() => {
    if (value === null) return;
    setLinks((before) => [...before.filter((link) => link.goodId <= after), ...value.links]);
  }, [value, after]);
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(asFault(error, words));
      return false;
    }
  };
  const unlink = async (goodId: number): Promise<void> => {
    const isGone = await act(() => api.send('DELETE', `${serverPath(name)}/links/${goodId}`));
    if (isGone) setLinks((before) => before.filter((link) => link.goodId !== goodId));
  };
  return (
    <Stack>
      <FaultNote fault={problem ?? fault} />
      {session?.account.role === 'owner' ? (
        <LinkForm
          onLink={async (good, product) => {
            const isLinked = await act(() =>
              api.send('PUT', `${serverPath(name)}/links/${good}`, { product }),
            );
            if (!isLinked) return false;
            setAfter(0);
            await reload();
            return true;
          }}
        />
      ) : null}
      {value !== null && links.length === 0 ? <Text>{words.goods.noLinks}</Text> : null}
      {links.length === 0 ? null : (
        <Card withBorder p="xs">
          <LinkTable
            links={links}
            onShow={(good) => goTo('server', name, 'goods', String(good))}
            onUnlink={(id) => void unlink(id)}
          />
          {value?.next == null ? null : (
            <Button mt="sm" variant="default" onClick={() => setAfter(value.next ?? 0)}>
              {words.everywhere.more}
            </Button>
          )}
        </Card>
      )}
      {shown === null ? null : (
        <GoodHistory name={name} id={shown} onClose={() => goTo('server', name, 'goods')} />
      )}
    </Stack>
  );
}

/** A pair made by hand; what was typed stays until it is made. */
function LinkForm(props: { readonly onLink: (good: number, product: number) => Promise<boolean> }) {
  const { words } = usePage();
  const [typed, setTyped] = useState({ good: '', product: '' });
  const link = async (): Promise<void> => {
    if (await props.onLink(Number(typed.good), Number(typed.product))) setTyped({ good: '', product: '' });
  };
  return (
    <Group align="end">
      <TextInput
        label={words.goods.good}
        value={typed.good}
        onChange={(event) => setTyped({ ...typed, good: event.currentTarget.value })}
        inputMode="numeric"
        w={120}
      />
      <TextInput
        label={words.goods.product}
        value={typed.product}
        onChange={(event) => setTyped({ ...typed, product: event.currentTarget.value })}
        inputMode="numeric"
        w={120}
      />
      <Button
        variant="default"
        disabled={!/^\d+$/.test(typed.good) || !/^\d+$/.test(typed.product)}
        onClick={() => void link()}
      >
        {words.goods.linkByHand}
      </Button>
    </Group>
  );
}

function LinkTable(props: {
  readonly links: readonly LinkView[];
  readonly onShow: (goodId: number) => void;
  readonly onUnlink: (goodId: number) => void;
}) {
  const { words, session } = usePage();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.shell.goods}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.goods.good}</Table.Th>
            <Table.Th>{words.goods.product}</Table.Th>
            <Table.Th>{words.goods.lastSent}</Table.Th>
            <Table.Th ta="right">{words.everywhere.price}</Table.Th>
            <Table.Th ta="right">{words.everywhere.quantity}</Table.Th>
            <Table.Th aria-label={words.goods.unlink} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.links.map((link) => (
            <Table.Tr key={link.goodId}>
              <Table.Td>
                <Anchor component="button" onClick={() => props.onShow(link.goodId)}>
                  {link.goodId}
                </Anchor>
              </Table.Td>
              <Table.Td>{link.productId}</Table.Td>
              <Table.Td className="cell-wrap">
                {link.sent.code} {link.sent.name}
              </Table.Td>
              <Table.Td ta="right">{link.sent.price}</Table.Td>
              <Table.Td ta="right">{link.sent.quantity}</Table.Td>
              <Table.Td>
                {session?.account.role === 'owner' ? (
                  <Button size="compact-sm" variant="subtle" onClick={() => props.onUnlink(link.goodId)}>
                    {words.goods.unlink}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function GoodHistory(props: { readonly name: string; readonly id: number; readonly onClose: () => void }) {
  const { words } = usePage();
  const { value, fault } = useAnswer('/api/profiles/{name}/links/{id}', {
    name: props.name,
    id: String(props.id),
  });
  return (
    <Modal
      opened
      lockScroll={false}
      onClose={props.onClose}
      size="xl"
      title={`${words.goods.good} ${props.id}`}
    >
      <FaultNote fault={fault} />
      <History entries={value?.history ?? []} />
    </Modal>
  );
}
