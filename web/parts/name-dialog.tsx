import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Fault } from '../api.ts';
import { asFault, usePage } from '../context.ts';
import { FaultNote } from './fault-note.tsx';
import { Dialog } from './dialogs/dialog.tsx';

/** Asks for a name and does something with it: closes itself then, or tells why it could not be done. */
export function NameDialog(props: {
  readonly title: string;
  /** What stands above the name. */
  readonly children?: ReactNode;
  readonly label: string;
  /** The name that stands there at first. */
  readonly first: string;
  readonly action: string;
  readonly color?: string;
  /** Whether it may be done with this name. */
  readonly isFit: (name: string) => boolean;
  readonly onAction: (name: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { words } = usePage();
  const { title, children, label, action, onClose } = props;
  const [name, setName] = useState(props.first);
  const [fault, setFault] = useState<Fault | null>(null);
  const act = async (): Promise<void> => {
    try {
      await props.onAction(name);
      onClose();
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  return (
    <Dialog lockScroll={false} onClose={onClose} title={title}>
      <Stack>
        {children}
        <TextInput
          label={label}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <FaultNote fault={fault} />
        <Button
          {...(props.color === undefined ? {} : { color: props.color })}
          disabled={!props.isFit(name)}
          onClick={() => void act()}
        >
          {action}
        </Button>
      </Stack>
    </Dialog>
  );
}

/** A server may be called anything but nothing. */
export function isGiven(name: string): boolean {
  return name.trim() !== '';
}
