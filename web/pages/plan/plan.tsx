import { Anchor, Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { serverPath } from '../../api.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { linkTo } from '../../route.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { LiveWork, useWork } from '../../parts/live-work.tsx';
import { PlaceActions } from '../../parts/place-head.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import type { WorkState } from '../../../src/api/runs.ts';
import { ChangePanel } from './change-panel.tsx';
import { planComing } from './plan-coming.ts';
import { PlanView } from './plan-view.tsx';

/** What would change, as people read it; „Изпълни“ does exactly what is chosen of it. */
export function PlanPage(props: { readonly name: string; readonly rest: readonly string[] }) {
  const { name, rest } = props;
  const { api, words, may } = usePage();
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/plan', { name });
  const work = useWork(name);
  const isComing = usePlanComing(work.value, value?.madeAt ?? null, reload);
  const path = serverPath(name);
  const make = useAction(
    (of: 'run' | 'reconcile') => api.tell('post', '/api/profiles/{name}/plan', { name }, { tasks: null, of }),
    [`${path}/work`, `${path}/plan`],
  );
  const isBusy = work.value?.isOver === false;
  const hasPlan = value?.madeAt != null;
  // A run is shown while it goes, and after it where the plan that it made is gone.
  const isWorkShown = isBusy || (work.value?.kind != null && (!hasPlan || work.value.error !== null));
  return (
    <>
      {may('post /api/profiles/{name}/plan') ? (
        <PlaceActions>
          <Button
            variant={hasPlan ? 'default' : 'filled'}
            loading={make.isBusy}
            disabled={isBusy}
            onClick={() => void make.run('run')}
          >
            {hasPlan ? words.plan.again : words.plan.makePlan}
          </Button>
          <Button
            variant="default"
            disabled={isBusy || make.isBusy}
            onClick={() => void make.run('reconcile')}
          >
            {words.plan.compare}
          </Button>
        </PlaceActions>
      ) : null}
      <FaultNote fault={make.fault ?? fault} />
      {isWorkShown ? <LiveWork name={name} work={work.value} /> : null}
      {isWorkShown && !isBusy && work.value?.kind === 'run' ? (
        <p>
          <Anchor href={linkTo('server', name, 'runs')} underline="always">
            {words.plan.toRun}
          </Anchor>
        </p>
      ) : null}
      {isComing || (value === null && fault === null) ? <PlaceSkeleton /> : null}
      {!isComing && value?.madeAt === null && !isBusy ? (
        <EmptyState icon="plan" text={words.plan.noPlan} />
      ) : null}
      {!isComing && value?.madeAt != null ? (
        <PlanView key={value.madeAt} name={name} plan={value} isBusy={isBusy} open={rest[0] ?? null} />
      ) : null}
      {rest[0] === undefined ? null : <ChangePanel name={name} changeKey={rest[0]} />}
    </>
  );
}

/** True while a plan is made, and until it is here. */
function usePlanComing(work: WorkState | null, madeAt: string | null, reload: () => Promise<void>): boolean {
  const [looked, setLooked] = useState<string | null>(null);
  const { isComing, ask } = planComing({ work, madeAt, looked });
  useEffect(() => {
    if (ask !== null) void reload().then(() => setLooked(ask));
  }, [ask, reload]);
  return isComing;
}
