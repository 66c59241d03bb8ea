import { Anchor, Card, Text } from '@mantine/core';
import type { SetupAnswer } from '../../../src/api/setup.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { Icon } from '../../parts/icon.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import { goTo, linkTo } from '../../route.ts';
import { useForm } from '../settings/form-store.ts';
import type { Form } from '../settings/form-store.ts';
import { StepFlow } from './step-flow.tsx';
import { StepPlan } from './step-plan.tsx';
import { StepShop } from './step-shop.tsx';
import { StepWarehouse } from './step-warehouse.tsx';

const STEPS = ['warehouse', 'shop', 'flow', 'plan'] as const;
type Step = (typeof STEPS)[number];

/** The step that the address names, or the first that is not done. */
function stepOf(asked: string | undefined, setup: SetupAnswer): Step {
  return STEPS.find((step) => step === asked) ?? STEPS.find((step) => step === setup.next) ?? 'plan';
}

/**
 * The first run: four steps, one question at a time, each proved before the next. It may be left and taken
 * up.
 */
export function FirstRun({ name, rest }: { readonly name: string; readonly rest: readonly string[] }) {
  const { words } = usePage();
  const { form, fault } = useForm(name);
  const setup = useAnswer('/api/profiles/{name}/setup', { name });
  if (form === null || setup.value === null) {
    const found = fault ?? setup.fault;
    return found === null ? <PlaceSkeleton /> : <FaultNote fault={found} />;
  }
  const step = stepOf(rest[0], setup.value);
  const place = { step: STEPS.indexOf(step) + 1, steps: STEPS.length };
  return (
    <div className="guide">
      <Steps name={name} here={step} setup={setup.value} />
      <div>
        <Text size="sm" c="dimmed" mb={4}>
          {fill(words.firstRun.stepOf, place)}
          <span className="guide-here"> · {words.firstRun[step]}</span>
        </Text>
        <Card withBorder padding="lg">
          <StepView key={step} form={form} step={step} />
        </Card>
        <Text size="sm" mt="md" c="dimmed">
          <Anchor href={linkTo('server', name)} underline="always">
            {words.firstRun.later}
          </Anchor>
          . {words.firstRun.laterHint}
        </Text>
      </div>
    </div>
  );
}

function StepView({ form, step }: { readonly form: Form; readonly step: Step }) {
  const go = (to: Step) => () => goTo('server', form.name, 'setup', to);
  switch (step) {
    case 'warehouse':
      return <StepWarehouse form={form} onDone={go('shop')} />;
    case 'shop':
      return <StepShop form={form} onBack={go('warehouse')} onDone={go('flow')} />;
    case 'flow':
      return <StepFlow form={form} onBack={go('shop')} onDone={go('plan')} />;
    case 'plan':
      return <StepPlan form={form} onBack={go('flow')} />;
  }
}

/** The four steps: what is done may be gone back to, what is next may be gone to. */
function Steps(props: { readonly name: string; readonly here: Step; readonly setup: SetupAnswer }) {
  const { words } = usePage();
  const { name, here, setup } = props;
  const isDone = (step: Step): boolean => setup.steps.some((each) => each.step === step && each.isDone);
  const open = STEPS.findIndex((step) => !isDone(step));
  return (
    <nav aria-label={words.firstRun.steps}>
      <ol className="guide-steps">
        {STEPS.map((step, index) => {
          const sign = isDone(step) ? <Icon name="done" size={14} /> : index + 1;
          const inside = (
            <>
              <span className="guide-sign" data-done={isDone(step)}>
                {sign}
              </span>
              <span>
                {words.firstRun[step]}
                {isDone(step) ? <span className="guide-done">{words.firstRun.done}</span> : null}
              </span>
            </>
          );
          const isOpen = open === -1 || index <= open;
          return (
            <li key={step}>
              {isOpen ? (
                <a
                  className="guide-step"
                  href={linkTo('server', name, 'setup', step)}
                  aria-current={step === here ? 'step' : undefined}
                >
                  {inside}
                </a>
              ) : (
                <span className="guide-step">{inside}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
