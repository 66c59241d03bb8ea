import { Drawer, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusBack } from './dialogs/focus-back.ts';

/** One record beside its list, the whole screen on a phone. Escape closes it, and gives the focus back. */
export function SidePanel(props: {
  readonly title: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}) {
  useFocusBack();
  return (
    <Drawer
      opened
      onClose={props.onClose}
      className="side-panel"
      position="right"
      size="min(46rem, 100%)"
      overlayProps={{ backgroundOpacity: 0.2 }}
      // Its heading is the panel's: the page has its own banner.
      attributes={{ header: { role: 'presentation' } }}
      title={
        <Text component="span" size="lg" fw={600}>
          {props.title}
        </Text>
      }
    >
      {props.actions === undefined ? null : (
        <Group gap="xs" mb="md" className="no-print">
          {props.actions}
        </Group>
      )}
      {props.children}
    </Drawer>
  );
}
