import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fill } from '../../../src/texts/fill.ts';
import type { PlanPage as Plan } from '../../../src/api/plan.ts';
import { serverPath } from '../../api.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFilters } from '../../filters.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { chosenCount, postedChoice, wholeChoice } from './choice.ts';
import type { Choice } from './choice.ts';
import { PlanLeft } from './plan-left.tsx';
import { PlanSums } from './plan-sums.tsx';
import { PLAN_FILTERS } from './plan-filters.ts';
import { PlanTable } from './plan-table.tsx';

/** What one plan comes to, what of it is approved, and every change of it. */
export function PlanView(props: {
  readonly name: string;
  readonly plan: Plan;
  readonly isBusy: boolean;
  /** Key of the change that is open. */
  readonly open: string | null;
}) {
  const { name, plan, open } = props;
  const { words, may } = usePage();
  const formats = useFormats();
  const [choice, setChoice] = useState<Choice>(() => wholeChoice(plan.kinds));
  const [, setFilter] = useFilters(PLAN_FILTERS);
  const isWaiting = plan.tasks.some(({ attention }) => attention.length > 0);
  return (
    <>
      <Text size="sm" c="dimmed">
        {plan.of.kind === 'undo' ? `${fill(words.plan.undoOf, { run: plan.of.runId })}. ` : ''}
        {plan.of.kind === 'reconcile' ? `${words.plan.comparison}. ` : ''}
        {fill(words.plan.planMade, { moment: formats.moment(plan.madeAt) })}
      </Text>
      {plan.total === 0 ? (
        <EmptyState
          icon={isWaiting ? 'attention' : 'done'}
          text={
            isWaiting
              ? words.plan.emptyButWaits
              : plan.of.kind === 'undo'
                ? words.plan.emptyUndo
                : words.everywhere.nothingToDo
          }
        />
      ) : null}
      <div className="sums">
        {plan.total === 0 ? null : <PlanSums plan={plan} choice={choice} onChoose={setChoice} />}
        <PlanLeft
          name={name}
          plan={plan}
          choice={choice}
          onChoose={setChoice}
          onSeeHeld={() => setFilter({ held: 'yes' })}
        />
      </div>
      {plan.total === 0 ? null : (
        <>
          {may('post /api/profiles/{name}/apply') ? (
            <ApplyBar {...props} choice={choice} />
          ) : (
            <Text size="sm">{words.everywhere.operatorOnly}</Text>
          )}
          <PlanTable name={name} plan={plan} open={open} choice={choice} onChoose={setChoice} />
        </>
      )}
    </>
  );
}

/** The approval: how much of the plan it is, and what it means. */
function ApplyBar(props: {
  readonly name: string;
  readonly plan: Plan;
  readonly choice: Choice;
  readonly isBusy: boolean;
}) {
  const { name, plan, choice, isBusy } = props;
  const { api, words } = usePage();
  const formats = useFormats();
  const [first, setFirst] = useState(plan.first ?? '');
  const count = chosenCount(choice, plan.kinds);
  const path = serverPath(name);
  const apply = useAction(() => {
    const named = first.trim() === '' ? {} : { first: first.trim() };
    const body = { madeAt: plan.madeAt, ...named, choice: postedChoice(choice) };
    return api.tell('post', '/api/profiles/{name}/apply', { name }, body);
  }, [`${path}/work`, `${path}/plan`]);
  return (
    <Card withBorder mb="md" className="no-print">
      {plan.first === null ? null : (
        <TextInput
          label={words.plan.firstProduct}
          description={words.plan.firstProductHint}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
          maw={420}
          mb="sm"
        />
      )}
      <Group justify="space-between" gap="sm">
        <Stack gap={2} flex="1 1 20rem">
          <Text fw={600} aria-live="polite">
            {fill(words.plan.chosen, {
              count: formats.count(count),
              total: formats.counted(plan.total, 'change'),
            })}
          </Text>
          <Text size="sm" c="dimmed">
            {isBusy ? words.plan.runGoes : words.plan.applyHint}{' '}
            {count < plan.total && !isBusy ? words.plan.leftHint : ''}
          </Text>
        </Stack>
        <Button disabled={count === 0 || isBusy} loading={apply.isBusy} onClick={() => void apply.run()}>
          {words.plan.apply}
        </Button>
      </Group>
      <FaultNote fault={apply.fault} />
    </Card>
  );
}
