import { Stack } from '@mantine/core';
import { useEffect } from 'react';
import type { AttentionGroup } from '../../../src/api/attention.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import { Questions } from '../../parts/questions/questions.tsx';
import { MissingOrders } from '../../parts/questions/missing-orders.tsx';
import { AnswerHistory } from './answer-history.tsx';
import { Dismissed } from './dismissed.tsx';
import { GroupCard } from './group-card.tsx';

/** Everything that waits for a person, by cause, each with what settles it. */
export function Attention({ name, rest }: { readonly name: string; readonly rest: readonly string[] }) {
  const { words } = usePage();
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/attention/groups', { name });
  const [wanted] = rest;
  const isHere = value !== null;
  useEffect(() => {
    if (isHere && wanted !== undefined) document.getElementById(wanted)?.scrollIntoView({ block: 'start' });
  }, [isHere, wanted]);
  if (value === null) return fault === null ? <PlaceSkeleton /> : <FaultNote fault={fault} />;
  // Questions stand first, with their answers.
  const groups = value.groups.filter(({ settle }) => settle.kind !== 'question');
  return (
    <Stack gap="md">
      <FaultNote fault={fault} />
      <Questions name={name} />
      {value.groups.length === 0 ? <EmptyState icon="done" text={words.attention.nothingWaits} /> : null}
      {groups.map((group, index) => (
        <Group
          key={group.key}
          name={name}
          group={group}
          // A link leads to a cause: to the newest of its groups.
          isFirst={groups.findIndex(({ cause }) => cause === group.cause) === index}
          onAnswered={reload}
        />
      ))}
      <Dismissed name={name} rows={value.dismissed} onAnswered={reload} />
      <AnswerHistory name={name} />
    </Stack>
  );
}

function Group(props: {
  readonly name: string;
  readonly group: AttentionGroup;
  readonly isFirst: boolean;
  readonly onAnswered: () => Promise<void>;
}) {
  const { name, group, isFirst, onAnswered } = props;
  if (group.settle.kind === 'missing')
    return <MissingOrders name={name} onDecided={() => void onAnswered()} />;
  return (
    <GroupCard name={name} group={group} {...(isFirst ? { id: group.cause } : {})} onAnswered={onAnswered} />
  );
}
