import { Card, Checkbox, Text, Title } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import type { PlanPage as Plan } from '../../../src/api/plan.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { withKind } from './choice.ts';
import type { Choice } from './choice.ts';

/** How many of what would change; a whole kind is approved or left here. */
export function PlanSums(props: {
  readonly plan: Plan;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { plan, choice, onChoose } = props;
  const { words } = usePage();
  const formats = useFormats();
  const unchanged = plan.tasks.reduce((sum, task) => sum + task.unchanged, 0);
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {words.plan.willChange}
      </Title>
      {plan.kinds.map(({ kind, label, count }) => (
        <div key={kind} className="sum-line">
          <Checkbox
            checked={choice.kinds.has(kind)}
            onChange={(event) => onChoose(withKind(choice, kind, event.currentTarget.checked))}
            label={label}
            aria-label={fill(words.plan.chooseKind, { kind: label })}
          />
          <span className="figure">{formats.count(count)}</span>
        </div>
      ))}
      {unchanged === 0 ? null : (
        <Text size="sm" c="dimmed" mt="xs">
          {fill(words.plan.unchanged, { count: formats.count(unchanged) })}
        </Text>
      )}
    </Card>
  );
}
