import { Anchor, Button, Card, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { serverPath } from '../api.ts';
import type { Fault } from '../api.ts';
import { asFault, useLoaded, usePage } from '../context.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { History } from '../parts/history.tsx';
import type { HistoryEntry } from '../parts/history.tsx';

interface LinkView {
  readonly goodId: number;
  readonly productId: number;
  readonly hasLeft: boolean;
  readonly sent: {
    readonly name: string | null;
    readonly code: string | null;
    readonly price: string | null;
    readonly quantity: string | null;
  };
}

/** Goods and their products, with what was last sent. */
export function Goods({ name }: { readonly name: string }) {
  const { api, words, session } = usePage();
  const [after, setAfter] = useState(0);
  const [links, setLinks] = useState<readonly LinkView[]>([]);
  const [problem, setProblem] = useState<Fault | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [typed, setTyped] = useState({ good: '', product: '' });
  const { value, fault, reload } = useLoaded<{ links: readonly LinkView[]; next: number | null }>(
    `${serverPath(name)}/links?after=${after}`,
  );
  useEffect(() => {
    if (value === null) return;
    setLinks((before) => [...before.filter((link) => link.goodId <= after), ...value.links]);
  }, [value, after]);
  const unlink = async (goodId: number): Promise<void> => {
    try {
      await api.send('DELETE', `${serverPath(name)}/links/${goodId}`);
      setLinks((before) => before.filter((link) => link.goodId !== goodId));
    } catch (error) {
      setProblem(asFault(error, words));
    }
  };
  const link = async (): Promise<void> => {
    try {
      await api.send('PUT', `${serverPath(name)}/links/${typed.good}`, { product: Number(typed.product) });
      setProblem(null);
      setTyped({ good: '', product: '' });
      setAfter(0);
      await reload();
    } catch (error) {
      setProblem(asFault(error, words));
    }
  };
  return (
    <Stack>
      <FaultNote fault={problem ?? fault} />
      {session?.account.role === 'owner' ? (
        <Group align="end">
          <TextInput
            label={words.good}
            value={typed.good}
            onChange={(event) => setTyped({ ...typed, good: event.currentTarget.value })}
            inputMode="numeric"
            w={120}
          />
          <TextInput
            label={words.product}
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
            {words.linkByHand}
          </Button>
        </Group>
      ) : null}
      {value !== null && links.length === 0 ? <Text>{words.noLinks}</Text> : null}
      {links.length === 0 ? null : (
        <Card withBorder p="xs">
          <div className="scroll-x" tabIndex={0} role="region" aria-label={words.goods}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.good}</Table.Th>
                  <Table.Th>{words.product}</Table.Th>
                  <Table.Th>{words.lastSent}</Table.Th>
                  <Table.Th ta="right">{words.price}</Table.Th>
                  <Table.Th ta="right">{words.quantity}</Table.Th>
                  <Table.Th aria-label={words.unlink} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {links.map((link) => (
                  <Table.Tr key={link.goodId}>
                    <Table.Td>
                      <Anchor component="button" onClick={() => setShown(link.goodId)}>
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
                        <Button size="compact-sm" variant="subtle" onClick={() => void unlink(link.goodId)}>
                          {words.unlink}
                        </Button>
                      ) : null}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          {value?.next == null ? null : (
            <Button mt="sm" variant="default" onClick={() => setAfter(value.next ?? 0)}>
              {words.more}
            </Button>
          )}
        </Card>
      )}
      {shown === null ? null : <GoodHistory name={name} id={shown} onClose={() => setShown(null)} />}
    </Stack>
  );
}

function GoodHistory(props: { readonly name: string; readonly id: number; readonly onClose: () => void }) {
  const { words } = usePage();
  const { value, fault } = useLoaded<{ history: readonly HistoryEntry[] }>(
    `${serverPath(props.name)}/links/${props.id}`,
  );
  return (
    <Modal opened lockScroll={false} onClose={props.onClose} size="xl" title={`${words.good} ${props.id}`}>
      <FaultNote fault={fault} />
      <History entries={value?.history ?? []} />
    </Modal>
  );
}
