import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Fault } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import { FaultNote } from '../fault-note.tsx';
import type { FromHere } from '../../../src/api/numbering.ts';
import { numbered } from '../../formats.ts';

/** Order numbers begin again: what importing from here would mean, and the button that does it. */
export function ImportFromHere(props: {
  readonly name: string;
  readonly asked: Pick<Fault, 'what'>;
  readonly onDone: (told: string) => Promise<void>;
}) {
  const { api, words, may } = usePage();
  const [told, setTold] = useState<FromHere | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = async (confirmed: boolean): Promise<void> => {
    setBusy(true);
    try {
      const { name } = props;
      setTold(await api.tell('post', '/api/profiles/{name}/import-from-here', { name }, { confirmed }));
      setFault(null);
      if (confirmed) await props.onDone(words.questions.fromHereDone);
    } catch (error) {
      setFault(asFault(error, words));
    }
    setBusy(false);
  };
  return (
    <Alert color="orange" title={props.asked.what} role="alert">
      <Text size="sm">{words.questions.fromHereHint}</Text>
      {told === null ? null : (
        <Text size="sm" fw={600}>
          {words.questions.fromHereToImport}: {told.toImport} · {words.questions.fromHereSame}: {told.same} ·{' '}
          {words.questions.fromHereLast}: {told.beginsAfter === 0 ? '–' : numbered(told.beginsAfter, words)}
        </Text>
      )}
      <FaultNote fault={fault} />
      {may('post /api/profiles/{name}/import-from-here') ? (
        <Group mt="sm">
          <Button color="pine" loading={isBusy} onClick={() => void ask(told !== null)}>
            {told === null ? words.questions.fromHereLook : words.questions.fromHere}
          </Button>
        </Group>
      ) : (
        <Text size="sm">{words.everywhere.ownerOnly}</Text>
      )}
    </Alert>
  );
}
