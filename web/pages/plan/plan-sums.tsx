import { Card, Checkbox, Text, Title } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import type { KindCount, PlanPage as Plan } from '../../../src/api/plan.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { ofKind, withKind } from './choice.ts';
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
      {plan.kinds.map((kind) => (
        <KindLine key={kind.kind} kind={kind} choice={choice} onChoose={onChoose} />
      ))}
      {unchanged === 0 ? null : (
        <Text size="sm" c="dimmed" mt="xs">
          {fill(words.plan.unchanged, { count: formats.count(unchanged) })}
        </Text>
      )}
    </Card>
  );
}

/** A kind with its tick, which shows what the footer counts: all of it, some, or nothing. */
function KindLine(props: {
  readonly kind: KindCount;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { kind, choice, onChoose } = props;
  const { words } = usePage();
  const formats = useFormats();
  const { chosen, most } = ofKind(choice, kind);
  return (
    <div className="sum-line">
      <Checkbox
        checked={chosen === kind.count}
        indeterminate={chosen > 0 && chosen < kind.count}
        // A guard holds all of it: that is approved beside the guard, or change by change.
        disabled={chosen === 0 && most === 0}
        onChange={() => onChoose(withKind(choice, kind.kind, chosen < most))}
        label={kind.label}
        aria-label={fill(words.plan.chooseKind, { kind: kind.label })}
      />
      <span className="figure">
        {kind.held === 0 || choice.isHeldToo ? null : (
          <Text span size="sm" c="dimmed" mr="xs">
            {fill(words.plan.heldOf, { count: kind.held })}
          </Text>
        )}
        {formats.count(kind.count)}
      </span>
    </div>
  );
}
