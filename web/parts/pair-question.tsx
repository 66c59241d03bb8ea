import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { serverPath } from '../api.ts';
import type { Fault } from '../api.ts';
import { asFault, useLoaded, usePage } from '../context.ts';
import { FaultNote } from './fault-note.tsx';

type Side = 'shop' | 'warehouse' | 'installation';
type Answer = 'moved' | 'another' | 'original' | 'copy';

interface Question {
  readonly side: Side;
  readonly what: string;
}

/** What may be said to each question, with its word; the first is what mostly is. */
const ANSWERS = {
  shop: [
    ['moved', 'shopMoved'],
    ['another', 'shopAnother'],
  ],
  warehouse: [
    ['moved', 'warehouseMoved'],
    ['another', 'warehouseAnother'],
  ],
  installation: [
    ['original', 'memoryOriginal'],
    ['copy', 'memoryCopy'],
  ],
} as const satisfies Readonly<Record<Side, readonly (readonly [Answer, string])[]>>;
const HINTS = {
  shop: 'pairShopHint',
  warehouse: 'pairWarehouseHint',
  installation: 'pairInstallationHint',
} as const;
const TOLD = {
  moved: 'pairMoved',
  another: 'pairAnother',
  original: 'pairOriginal',
  copy: 'pairCopy',
} as const;

/**
 * The shop or the warehouse is not the one that this server has worked with, or its memory was copied: a
 * person says what it is. Nothing where nothing is asked.
 */
export function PairQuestion(props: { readonly name: string; readonly onAnswered: () => Promise<void> }) {
  const { api, words, session } = usePage();
  const path = `${serverPath(props.name)}/pair`;
  const { value, reload } = useLoaded<{ readonly question: Question | null }>(path);
  const [fault, setFault] = useState<Fault | null>(null);
  const [told, setTold] = useState('');
  const question = value?.question ?? null;
  const answer = async (how: Answer): Promise<void> => {
    try {
      const { isFormer } = await api.send<{ isFormer: boolean }>('POST', path, { answer: how });
      setFault(null);
      setTold(isFormer ? words.pairFormer : words[TOLD[how]]);
      await reload();
      await props.onAnswered();
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  if (question === null) return told === '' ? null : <Alert color="green" title={told} role="status" />;
  return (
    <Alert color="orange" title={question.what} role="alert">
      <Text size="sm">{words[HINTS[question.side]]}</Text>
      <FaultNote fault={fault} />
      {session?.account.role === 'owner' ? (
        <Group mt="sm">
          {ANSWERS[question.side].map(([each, word], index) => (
            <Button
              key={each}
              {...(index === 0 ? { color: 'pine' } : { variant: 'default' })}
              onClick={() => void answer(each)}
            >
              {words[word]}
            </Button>
          ))}
        </Group>
      ) : (
        <Text size="sm">{words.pairOwnerOnly}</Text>
      )}
    </Alert>
  );
}
