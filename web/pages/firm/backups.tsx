import {
  Alert,
  Badge,
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  Skeleton,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useState } from 'react';
import type { BackupPlan, BackupRow, BackupStatus } from '../../../src/api/firm/backups.ts';
import { formatBytes } from '../../../src/texts/format.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { FormCard } from './form-card.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

const PATH = '/api/backups';
/** Schedules that are called by a name; another one is typed. */
const PLANS = [
  { word: 'everyNever', every: '' },
  { word: 'everyHour', every: '60' },
  { word: 'everyDay', every: '30 3 * * *' },
  { word: 'everyWeek', every: '30 3 * * 0' },
] as const;
const OTHER = 'other';

/** Backups: now, by a plan, those that are there, and the way back to one of them. */
export function Backups() {
  const { api, words } = usePage();
  const { value, fault, reload } = useAnswer(PATH, {});
  const [isMade, setIsMade] = useState(false);
  const make = useAction(async () => {
    await api.tell('post', PATH, {});
    setIsMade(true);
    await reload();
  });
  if (value === null) return fault === null ? <Skeleton h={240} /> : <FaultNote fault={fault} />;
  return (
    <>
      <FaultNote fault={fault} />
      <Failure status={value} />
      <Card withBorder>
        <Title order={2}>{words.firm.backups}</Title>
        <Text size="sm" c="dimmed" my="sm">
          {words.firm.backupWhat}
        </Text>
        <FaultNote fault={make.fault} />
        <Group>
          <Button onClick={() => void make.run()} loading={make.isBusy}>
            {words.firm.backupNow}
          </Button>
          <Text size="sm" role="status">
            {isMade ? words.firm.backupMade : ''}
          </Text>
        </Group>
      </Card>
      <PlanForm key={JSON.stringify(value.plan)} status={value} onSaved={reload} />
      <Kept status={value} />
    </>
  );
}

function Failure({ status }: { readonly status: BackupStatus }) {
  const { words } = usePage();
  const formats = useFormats();
  if (status.failure === null) return null;
  const { since, fault } = status.failure;
  return (
    <Alert color="red" role="alert" title={fill(words.firm.backupFailed, { since: formats.moment(since) })}>
      {fault.what} {fault.remedy}
    </Alert>
  );
}

function PlanForm(props: { readonly status: BackupStatus; readonly onSaved: () => Promise<void> }) {
  const { api, words } = usePage();
  const formats = useFormats();
  const { plan, folder, nextAt } = props.status;
  const [typed, setTyped] = useState<BackupPlan>(plan);
  const named = PLANS.some(({ every }) => every === plan.every);
  const [isOther, setIsOther] = useState(!named);
  const save = useAction(async () => {
    await api.tell('put', '/api/backups/plan', {}, typed);
    await props.onSaved();
  });
  const choose = (chosen: string | null): void => {
    setIsOther(chosen === OTHER);
    if (chosen !== null && chosen !== OTHER) setTyped({ ...typed, every: chosen });
  };
  return (
    <FormCard
      title={words.firm.backupPlan}
      action={save}
      button={words.everywhere.save}
      after={
        nextAt === null ? null : (
          <Text size="sm" c="dimmed">
            {fill(words.firm.nextBackup, { at: formats.moment(nextAt) })}
          </Text>
        )
      }
    >
      <Select
        label={words.firm.backupEvery}
        value={isOther ? OTHER : typed.every}
        onChange={choose}
        allowDeselect={false}
        data={[
          ...PLANS.map(({ word, every }) => ({ value: every, label: words.firm[word] })),
          { value: OTHER, label: words.firm.everyOther },
        ]}
      />
      {isOther ? (
        <TextInput
          label={words.firm.everyOther}
          description={formats.schedule(typed.every)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={typed.every}
          onChange={(event) => setTyped({ ...typed, every: event.currentTarget.value })}
        />
      ) : null}
      <NumberInput
        label={words.firm.backupKeep}
        value={typed.keep}
        onChange={(keep) => setTyped({ ...typed, keep: Number(keep) })}
        min={1}
        max={1000}
        hideControls
      />
      <TextInput
        label={words.firm.backupFolder}
        description={words.firm.backupFolderHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={folder}
        value={typed.folder}
        onChange={(event) => setTyped({ ...typed, folder: event.currentTarget.value })}
      />
    </FormCard>
  );
}

function Kept({ status }: { readonly status: BackupStatus }) {
  const { words } = usePage();
  const [restoring, setRestoring] = useState<BackupRow | null>(null);
  if (status.backups.length === 0) return <EmptyState text={words.firm.noBackups} />;
  return (
    <Card withBorder>
      <Text size="sm" c="dimmed" className="cell-wrap">
        {status.folder}
      </Text>
      {status.backups.map((row) => (
        <KeptRow key={row.name} row={row} onRestore={() => setRestoring(row)} />
      ))}
      {restoring === null ? null : <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} />}
    </Card>
  );
}

function KeptRow({ row, onRestore }: { readonly row: BackupRow; readonly onRestore: () => void }) {
  const { words, language } = usePage();
  const formats = useFormats();
  const at = formats.moment(row.madeAt);
  return (
    <div className="firm-row" role="group" aria-label={`${words.firm.backupAt} ${at}`}>
      <div className="firm-row-name">
        <Text fw={600}>{at}</Text>
        <Text size="sm" c="dimmed">
          {formatBytes(row.bytes, language)}
        </Text>
      </div>
      {row.kind === 'before-restore' ? (
        <Badge color="gray" variant="light">
          {words.firm.beforeRestore}
        </Badge>
      ) : null}
      {row.isForeign ? (
        <Badge color="orange" variant="light">
          {words.firm.foreignBackup}
        </Badge>
      ) : null}
      <Group gap="xs">
        <Button
          component="a"
          href={`${PATH}/${encodeURIComponent(row.name)}/file`}
          download
          variant="default"
          size="compact-md"
          aria-label={`${words.firm.download}: ${at}`}
        >
          {words.firm.download}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          onClick={onRestore}
          aria-label={`${words.firm.restore} ${at}`}
        >
          {words.firm.restore}
        </Button>
      </Group>
    </div>
  );
}
