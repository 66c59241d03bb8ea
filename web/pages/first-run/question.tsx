import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WarehouseAnswer } from '../../../src/api/setup.ts';
import { usePage } from '../../context.ts';
import { Icon } from '../../parts/icon.tsx';

/** One question of the guide: what is asked, why, the answer, and the way on. */
export function Question(props: {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
  /** The way on; null = there is none yet. */
  readonly onContinue?: (() => void) | null;
  readonly action?: string;
  readonly isBusy?: boolean;
  readonly onBack?: (() => void) | undefined;
}) {
  const { words } = usePage();
  const { title, hint, children, onContinue, onBack } = props;
  return (
    <Stack
      component="form"
      gap="md"
      onSubmit={(event) => {
        event.preventDefault();
        onContinue?.();
      }}
    >
      <div>
        <Title order={2}>{title}</Title>
        <Text c="dimmed">{hint}</Text>
      </div>
      {children}
      {onBack === undefined && onContinue === undefined ? null : (
        <Group className="guide-ways" justify="space-between" mt="xs">
          {onBack === undefined ? null : (
            <Button variant="subtle" color="gray" c="dimmed" onClick={onBack}>
              {words.firstRun.back}
            </Button>
          )}
          {onContinue === undefined ? null : (
            <Button
              type="submit"
              ml="auto"
              disabled={onContinue === null}
              loading={props.isBusy === true}
              rightSection={<Icon name="next" size={16} />}
            >
              {props.action ?? words.firstRun.continue}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

/** What was proved: it answers, and says what it is. */
export function Proof({ title, facts }: { readonly title: string; readonly facts: readonly string[] }) {
  return (
    <Alert color="pine" icon={<Icon name="done" />} title={title} role="status">
      <Text size="sm" className="proof">
        {facts.join(', ')}
      </Text>
    </Alert>
  );
}

type Reason = NonNullable<WarehouseAnswer['proposals']['location']>['reason'];
const REASONS = {
  byName: 'byName',
  mostUsed: 'mostUsed',
  onlyOne: 'onlyOne',
  freeOfTills: 'freeOfTills',
  leastTaken: 'leastTaken',
} as const satisfies Record<Reason, string>;

/** Why a value stands there already. */
export function ProposalNote({ reason }: { readonly reason: Reason | undefined }) {
  const { words } = usePage();
  if (reason === undefined) return null;
  return (
    <Text size="sm" c="dimmed">
      {words.firstRun[REASONS[reason]]}
    </Text>
  );
}
