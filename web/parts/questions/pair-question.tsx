import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Fault } from '../../api.ts';
import { useAnswer } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { FaultNote } from '../fault-note.tsx';

type Side = 'shop' | 'warehouse' | 'installation';
type Answer = 'moved' | 'another' | 'original' | 'copy';

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

/** As the code of the fault names it, until both sides were asked once more. */
function sideOf(code: string): Side {
  if (code.startsWith('pair.shop.')) return 'shop';
  return code.startsWith('pair.warehouse.') ? 'warehouse' : 'installation';
}

/**
 * The shop or the warehouse is not the one that this server has worked with, or its memory was copied: a
 * person says what it is. `asked`: as it was met; both sides are asked once more meanwhile.
 */
export function PairQuestion(props: {
  readonly name: string;
  readonly asked: Pick<Fault, 'code' | 'what'>;
  readonly onAnswered: (told: string) => Promise<void>;
}) {
  const { api, words, may } = usePage();
  const { value, reload } = useAnswer('/api/profiles/{name}/pair', { name: props.name });
  const [fault, setFault] = useState<Fault | null>(null);
  const answer = async (how: Answer): Promise<void> => {
    try {
      const { isFormer } = await api.tell(
        'post',
        '/api/profiles/{name}/pair',
        { name: props.name },
        { answer: how },
      );
      setFault(null);
      await reload();
      await props.onAnswered(isFormer ? words.questions.pairFormer : words.questions[TOLD[how]]);
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  // Settled by itself since, as by an address that was mended: the list is asked anew in a moment.
  if (value?.question === null) return null;
  const side = value?.question.side ?? sideOf(props.asked.code);
  return (
    <Alert color="orange" title={value?.question.what ?? props.asked.what} role="alert">
      <Text size="sm">{words.questions[HINTS[side]]}</Text>
      <FaultNote fault={fault} />
      {may('post /api/profiles/{name}/pair') ? (
        <Group mt="sm">
          {ANSWERS[side].map(([each, word], index) => (
            <Button
              key={each}
              {...(index === 0 ? { color: 'pine' } : { variant: 'default' })}
              onClick={() => void answer(each)}
            >
              {words.questions[word]}
            </Button>
          ))}
        </Group>
      ) : (
        <Text size="sm">{words.everywhere.ownerOnly}</Text>
      )}
    </Alert>
  );
}
