import { Anchor, Card, Checkbox, Text, Title } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import type { PlanNote, PlanPage as Plan, SkippedView } from '../../../src/api/plan.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { linkTo } from '../../route.ts';
import { toldHere } from '../../parts/remedy.ts';
import { withHeld } from './choice.ts';
import type { Choice } from './choice.ts';

/** Records of one reason that are named; the others are counted. */
const NAMED = 50;

/** What would not be done, and why: held by a guard, waiting for a person, not imported. */
export function PlanLeft(props: {
  readonly name: string;
  readonly plan: Plan;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly onSeeHeld: () => void;
}) {
  const { name, plan } = props;
  const { words } = usePage();
  const notes = plan.tasks.flatMap(({ attention }) => attention);
  const holding = notes.filter(({ holds }) => holds > 0);
  const waiting = notes.filter(({ holds }) => holds === 0);
  const skipped = plan.tasks.flatMap((task) => task.skipped);
  const notices = [...new Set(plan.tasks.flatMap((task) => task.notices.map(({ text }) => text)))];
  return (
    <>
      {holding.length === 0 ? null : <Held {...props} notes={holding} />}
      {waiting.length === 0 ? null : (
        <Card withBorder>
          <Title order={2} size="h4">
            {words.plan.waits} · <span className="figure">{waiting.length}</span>
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {words.plan.waitsHint}
          </Text>
          <Notes notes={waiting} />
          <Anchor href={linkTo('server', name, 'attention')} size="sm" underline="always" mt="xs">
            {words.plan.toAttention}
          </Anchor>
        </Card>
      )}
      {skipped.length === 0 ? null : <Skipped skipped={skipped} />}
      {notices.length === 0 ? null : (
        <Card withBorder>
          <Title order={2} size="h4" mb="xs">
            {words.plan.notices}
          </Title>
          <ul className="plain-list">
            {notices.slice(0, NAMED).map((text) => (
              <Text key={text} component="li" size="sm">
                {text}
              </Text>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Notes({ notes }: { readonly notes: readonly PlanNote[] }) {
  const { words } = usePage();
  const formats = useFormats();
  return (
    <ul className="plain-list">
      {notes.slice(0, NAMED).map(({ subject, code, what, remedy, holds }) => (
        <li key={`${subject} ${code}`}>
          <Text size="sm">{what}</Text>
          {toldHere(remedy) === '' || holds > 0 ? null : (
            <Text size="xs" c="dimmed">
              {toldHere(remedy)}
            </Text>
          )}
          {holds === 0 ? null : (
            <Text size="xs" c="orange">
              {fill(words.plan.holds, { changes: formats.counted(holds, 'change') })}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

function Held(props: {
  readonly notes: readonly PlanNote[];
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly onSeeHeld: () => void;
}) {
  const { notes, choice, onChoose, onSeeHeld } = props;
  const { words } = usePage();
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        {words.plan.held}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {words.plan.heldHint}
      </Text>
      <Notes notes={notes} />
      <Checkbox
        mt="sm"
        checked={choice.isHeldToo}
        onChange={(event) => onChoose(withHeld(choice, event.currentTarget.checked))}
        label={words.plan.approveHeld}
      />
      <Anchor
        component="button"
        type="button"
        size="sm"
        underline="always"
        mt="xs"
        ta="start"
        onClick={onSeeHeld}
      >
        {words.plan.seeHeld}
      </Anchor>
    </Card>
  );
}

/** By reason, the most frequent first; the records stand folded below. */
function Skipped({ skipped }: { readonly skipped: readonly SkippedView[] }) {
  const { words } = usePage();
  const formats = useFormats();
  const byReason = new Map<string, readonly SkippedView[]>();
  for (const each of skipped) {
    const known = byReason.get(each.reasonLabel) ?? [];
    byReason.set(each.reasonLabel, [...known, each]);
  }
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {words.plan.notHandled} · <span className="figure">{formats.count(skipped.length)}</span>
      </Title>
      {[...byReason]
        .toSorted(([, left], [, right]) => right.length - left.length)
        .map(([reason, records]) => (
          <details key={reason} open={records.length <= 8}>
            <Text component="summary" size="sm">
              {reason} · <span className="figure">{formats.count(records.length)}</span>
            </Text>
            <Text size="sm" c="dimmed" mb="xs">
              {records
                .slice(0, NAMED)
                .map(({ label }) => label)
                .join(', ')}
              {records.length > NAMED ? ' …' : ''}
            </Text>
          </details>
        ))}
    </Card>
  );
}
