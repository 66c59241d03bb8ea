import { Button, Group, Text } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { Dialog } from './dialog.tsx';

/** A password that was made for somebody. */
export interface Given {
  readonly name: string;
  readonly password: string;
}

/** Shown once: nobody can look it up later. */
export function GivenPassword({ given, onClose }: { readonly given: Given; readonly onClose: () => void }) {
  const { words } = usePage();
  return (
    <Dialog
      onClose={onClose}
      title={fill(words.firm.givePassword, { name: given.name })}
      closeOnClickOutside={false}
    >
      <p className="firm-code">{given.password}</p>
      <Text size="sm" c="dimmed">
        {words.firm.givePasswordHint}
      </Text>
      <Group justify="end" mt="md">
        <Button onClick={onClose}>{words.everywhere.close}</Button>
      </Group>
    </Dialog>
  );
}
