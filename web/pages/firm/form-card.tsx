import { Button, Card, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { useAction } from '../../answers.ts';
import { FaultNote } from '../../parts/fault-note.tsx';

/** A card that is one form: its fields, what went wrong above the button that sends it, and a word behind. */
export function FormCard(props: {
  readonly title: string;
  readonly hint?: string;
  readonly action: Pick<ReturnType<typeof useAction<[]>>, 'run' | 'isBusy' | 'fault'>;
  readonly button: string;
  /** Of the place's first form; absent = a quiet one. */
  readonly isFirst?: boolean;
  readonly isBlocked?: boolean;
  readonly children: ReactNode;
  /** Stands between the fields and the button. */
  readonly note?: ReactNode;
  /** Stands behind the button. */
  readonly after?: ReactNode;
  /** Stands below it. */
  readonly below?: ReactNode;
}) {
  const { title, hint, action, button, isFirst = false, isBlocked = false } = props;
  return (
    <Card
      withBorder
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        void action.run();
      }}
    >
      <Title order={2} mb={hint === undefined ? 'sm' : 0}>
        {title}
      </Title>
      {hint === undefined ? null : (
        <Text size="sm" c="dimmed" my="sm">
          {hint}
        </Text>
      )}
      <div className="firm-form">{props.children}</div>
      {props.note}
      <FaultNote fault={action.fault} />
      <Group mt="md">
        <Button
          type="submit"
          loading={action.isBusy}
          disabled={isBlocked}
          {...(isFirst ? {} : { variant: 'default' })}
        >
          {button}
        </Button>
        {props.after}
      </Group>
      {props.below}
    </Card>
  );
}
