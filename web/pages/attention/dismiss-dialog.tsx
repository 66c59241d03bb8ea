import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePage } from '../../context.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';

/** Puts a group aside, with a reason that others read later. */
export function DismissDialog(props: {
  readonly name: string;
  readonly to: { readonly group: string };
  readonly title: string;
  readonly onClose: () => void;
  readonly onAnswered: () => Promise<void>;
}) {
  const { api, words } = usePage();
  const { name, to } = props;
  const [reason, setReason] = useState('');
  const act = async (): Promise<void> => {
    const answer = { kind: 'dismiss', reason } as const;
    await api.tell('post', '/api/profiles/{name}/attention/answer', { name }, { to, answer });
    await props.onAnswered();
  };
  return (
    <ConfirmDialog
      title={props.title}
      action={words.attention.dismiss}
      onAction={act}
      onClose={props.onClose}
      isReady={reason.trim() !== ''}
    >
      <Text size="sm" mb="sm">
        {words.attention.dismissHint}
      </Text>
      <TextInput
        label={words.attention.dismissReason}
        placeholder={words.attention.dismissPlaceholder}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
