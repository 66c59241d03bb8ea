import { Button, Card, Group, NumberInput, Skeleton, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { RetentionStatus } from '../../../src/api/firm/care.ts';
import { formatBytes } from '../../../src/texts/format.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FormCard } from './form-card.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';

const PATH = '/api/retention';

/** What the program itself needs: how long its log is kept, and what helps whoever helps. */
export function Care() {
  const { value, fault, reload } = useAnswer(PATH, {});
  if (value === null) return fault === null ? <Skeleton h={240} /> : <FaultNote fault={fault} />;
  return (
    <>
      <FaultNote fault={fault} />
      <Retention key={value.days} status={value} onSaved={reload} />
      <Diagnosis />
    </>
  );
}

function Retention(props: { readonly status: RetentionStatus; readonly onSaved: () => Promise<void> }) {
  const { api, words, language } = usePage();
  const { status, onSaved } = props;
  const [days, setDays] = useState<number>(status.days);
  const save = useAction(async () => {
    await api.tell('put', PATH, {}, { days });
    await onSaved();
  });
  const room = {
    size: formatBytes(status.bytes, language),
    free: formatBytes(status.freeBytes, language),
  };
  return (
    <FormCard
      title={words.firm.retention}
      hint={words.firm.retentionWhat}
      action={save}
      button={words.everywhere.save}
      after={
        <Text size="sm" c="dimmed">
          {fill(words.firm.retentionRoom, room)}
        </Text>
      }
      below={<LastTime status={status} />}
    >
      <NumberInput
        label={words.firm.retentionDays}
        value={days}
        onChange={(typed) => setDays(Number(typed))}
        min={30}
        max={3650}
        hideControls
      />
    </FormCard>
  );
}

function Diagnosis() {
  const { words } = usePage();
  return (
    <Card withBorder>
      <Title order={2}>{words.firm.diagnosis}</Title>
      <Text size="sm" c="dimmed" my="sm">
        {words.firm.diagnosisWhat}
      </Text>
      <Group>
        <Button component="a" href="/api/diagnosis" download variant="default">
          {words.firm.diagnosisDownload}
        </Button>
      </Group>
    </Card>
  );
}

function LastTime({ status }: { readonly status: RetentionStatus }) {
  const { words, language } = usePage();
  const formats = useFormats();
  const { last } = status;
  if (last === null) return null;
  const { runs, events, dismissed, sessions } = last;
  const facts = { at: formats.moment(last.at), runs, events, dismissed, sessions };
  const freed = formatBytes(last.freedBytes, language);
  const rooms = {
    no: '',
    done: fill(words.firm.compacted, { freed }),
    busy: words.firm.compactionBusy,
    full: words.firm.compactionFull,
    failed: words.firm.compactionFailed,
  };
  return (
    <Text size="sm" mt="sm">
      {fill(words.firm.retentionLast, facts)} {rooms[last.compaction]}
    </Text>
  );
}
