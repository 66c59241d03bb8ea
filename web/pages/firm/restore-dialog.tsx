import { Alert, Button, Group, Loader, PasswordInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { BackupRow } from '../../../src/api/firm/backups.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { Dialog } from '../../parts/dialogs/dialog.tsx';

/** What a backup holds, looked through first; then the password, then everything is as it was. */
export function RestoreDialog({
  backup,
  onClose,
}: {
  readonly backup: BackupRow;
  readonly onClose: () => void;
}) {
  const { api, words, setSession } = usePage();
  const formats = useFormats();
  const { name } = backup;
  const { value, fault } = useAnswer('/api/backups/{name}', { name });
  const [password, setPassword] = useState('');
  const restore = useAction(async () => {
    await api.tell('post', '/api/backups/{name}/restore', { name }, { password });
    // Everybody signs in anew, whoever did it first of all.
    setSession(null);
  });
  return (
    <Dialog
      onClose={onClose}
      title={fill(words.firm.restoreTitle, { at: formats.moment(backup.madeAt) })}
      size="lg"
    >
      {value === null && fault === null ? (
        <Group role="status">
          <Loader size="sm" />
          <Text size="sm">{words.firm.checking}</Text>
        </Group>
      ) : null}
      <FaultNote fault={fault} />
      {value === null ? null : (
        <>
          <Text size="sm">
            {words.firm.restoreWhat} {formats.counted(value.profiles.length, 'profile')}
            {value.profiles.length === 0 ? '' : ` (${value.profiles.join(', ')})`},{' '}
            {formats.counted(value.orders, 'order')}, {formats.counted(value.accounts.length, 'account')}
            {value.lastRunAt === null
              ? ''
              : `, ${fill(words.firm.lastRunInside, { at: formats.moment(value.lastRunAt) })}`}
          </Text>
          <Alert color="orange" my="md">
            {words.firm.restoreHint}
          </Alert>
          <PasswordInput
            label={words.firm.oldPassword}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
          />
          <FaultNote fault={restore.fault} />
          <Group justify="end" mt="md" gap="xs">
            <Button variant="default" onClick={onClose} data-autofocus>
              {words.everywhere.cancel}
            </Button>
            <Button color="red.9" loading={restore.isBusy} onClick={() => void restore.run()}>
              {words.firm.restoreAction}
            </Button>
          </Group>
        </>
      )}
    </Dialog>
  );
}
