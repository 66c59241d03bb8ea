import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { serverPath } from '../api.ts';
import type { Fault } from '../api.ts';
import { asFault, useLoaded, usePage } from '../context.ts';
import { FaultNote } from './fault-note.tsx';

interface Question {
  readonly side: 'shop' | 'warehouse';
  readonly what: string;
}

/**
 * The shop or the warehouse is not the one that this server has worked with: a person says whether it is the
 * same. Nothing where nothing is asked.
 */
export function PairQuestion(props: { readonly name: string; readonly onAnswered: () => Promise<void> }) {
  const { api, words, session } = usePage();
  const path = `${serverPath(props.name)}/pair`;
  const { value, reload } = useLoaded<{ readonly question: Question | null }>(path);
  const [fault, setFault] = useState<Fault | null>(null);
  const [told, setTold] = useState('');
  const question = value?.question ?? null;
  const answer = async (how: 'moved' | 'another'): Promise<void> => {
    try {
      const { isFormer } = await api.send<{ isFormer: boolean }>('POST', path, { answer: how });
      setFault(null);
      setTold(how === 'moved' ? words.pairMoved : isFormer ? words.pairFormer : words.pairAnother);
      await reload();
      await props.onAnswered();
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  if (question === null) return told === '' ? null : <Alert color="green" title={told} role="status" />;
  const isShop = question.side === 'shop';
  return (
    <Alert color="orange" title={question.what} role="alert">
      <Text size="sm">{isShop ? words.pairShopHint : words.pairWarehouseHint}</Text>
      <FaultNote fault={fault} />
      {session?.account.role === 'owner' ? (
        <Group mt="sm">
          <Button color="pine" onClick={() => void answer('moved')}>
            {isShop ? words.shopMoved : words.warehouseMoved}
          </Button>
          <Button variant="default" onClick={() => void answer('another')}>
            {isShop ? words.shopAnother : words.warehouseAnother}
          </Button>
        </Group>
      ) : (
        <Text size="sm">{words.pairOwnerOnly}</Text>
      )}
    </Alert>
  );
}
