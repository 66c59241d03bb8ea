import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAction } from '../answers.ts';
import { usePage } from '../context.ts';
import { FaultNote } from './fault-note.tsx';
import { Dialog } from './dialogs/dialog.tsx';

/** A question before something that cannot be taken back; closes itself once it is done. */
export function ConfirmDialog(props: {
  readonly title: string;
  /** What will be, in a sentence. */
  readonly children: ReactNode;
  /** The verb on the button: never „да“. */
  readonly action: string;
  /** Loses something: its button is red. */
  readonly isLoss?: boolean;
  /** What is asked for is filled in; left out = nothing is. */
  readonly isReady?: boolean;
  readonly onAction: () => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { words } = usePage();
  const { run, isBusy, fault } = useAction(props.onAction);
  const act = async (): Promise<void> => {
    if (await run()) props.onClose();
  };
  return (
    <Dialog onClose={props.onClose} title={props.title} size="md">
      <Text component="div">{props.children}</Text>
      <FaultNote fault={fault} />
      <Group justify="end" mt="lg" gap="xs">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {words.everywhere.cancel}
        </Button>
        <Button
          {...(props.isLoss === true ? { color: 'red.9' } : {})}
          loading={isBusy}
          disabled={props.isReady === false}
          onClick={() => void act()}
        >
          {props.action}
        </Button>
      </Group>
    </Dialog>
  );
}
