import { Anchor, List, Loader, Radio, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ShopAnswer } from '../../../src/api/setup.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { serverPath } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { useWork } from '../../parts/live-work.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import { goTo, linkTo } from '../../route.ts';
import type { Form } from '../settings/form-store.ts';
import { ScheduleField } from '../settings/small-fields.tsx';
import { Question } from './question.tsx';
import { numbered } from '../../formats.ts';

const EVERY_QUARTER = '15';

/** The first plan: from which order on, how often, what would change, and Start. */
export function StepPlan({ form, onBack }: { readonly form: Form; readonly onBack: () => void }) {
  const [asked, setAsked] = useState<'orders' | 'schedule' | 'plan'>(
    form.values['import'] === true ? 'orders' : 'schedule',
  );
  if (asked === 'orders')
    return <AskOrders form={form} onBack={onBack} onDone={() => setAsked('schedule')} />;
  if (asked === 'schedule')
    return (
      <AskSchedule
        form={form}
        onBack={() => (form.values['import'] === true ? setAsked('orders') : onBack())}
        onDone={() => setAsked('plan')}
      />
    );
  return <SeePlan form={form} onBack={() => setAsked('schedule')} />;
}

interface Asking {
  readonly form: Form;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** From which order on: the shop's newest ones are known. */
function AskOrders(props: Asking) {
  const { api, words, language } = usePage();
  const { name } = props.form;
  const { data, error } = useQuery({
    queryKey: [`${serverPath(name)}/look/shop`, language],
    queryFn: () => api.tell('post', '/api/profiles/{name}/look/shop', { name }, {}),
  });
  if (data === undefined)
    return error === null ? <PlaceSkeleton /> : <FaultNote fault={asFault(error, words)} />;
  return <ChooseOrder {...props} orders={data.facts.newestOrders} />;
}

function ChooseOrder(props: Asking & { readonly orders: ShopAnswer['facts']['newestOrders'] }) {
  const { words } = usePage();
  const formats = useFormats();
  const { form, orders, onBack, onDone } = props;
  const newest = orders.at(-1)?.number ?? 0;
  const [how, setHow] = useState<string>(newest === 0 ? 'all' : 'new');
  const [from, setFrom] = useState(String(newest));
  const { onlyNew, onlyNewHint, fromOlder, fromOrder, allOrders, allOrdersHint } = words.firstRun;
  const save = async (): Promise<void> => {
    const firstOrder = how === 'all' ? 0 : how === 'new' ? newest : Number(from) - 1;
    if ((await form.save({ settings: { firstOrder } })) !== null) onDone();
  };
  return (
    <Question
      title={words.firstRun.whichOrders}
      hint={newest === 0 ? words.firstRun.noOrdersYet : words.firstRun.whichOrdersHint}
      onBack={onBack}
      onContinue={() => void save()}
      isBusy={form.isBusy}
    >
      {newest === 0 ? null : (
        <Radio.Group value={how} onChange={setHow} aria-label={words.firstRun.whichOrders}>
          <Stack gap="sm">
            <Radio value="new" label={fill(onlyNew, { number: newest })} description={onlyNewHint} />
            <Radio value="older" label={fromOlder} />
            {how === 'older' ? (
              <Select
                label={fromOrder}
                data={orders.toReversed().map(({ number, createdAt }) => ({
                  value: String(number),
                  label: `${numbered(number, words)} · ${createdAt}`,
                }))}
                value={from}
                onChange={(chosen) => setFrom(chosen ?? from)}
                allowDeselect={false}
                searchable
                maw={320}
                ml="xl"
              />
            ) : null}
            <Radio value="all" label={allOrders} description={allOrdersHint} />
          </Stack>
        </Radio.Group>
      )}
      <FaultNote fault={form.fault} />
      {form.values['firstOrder'] === 0 ? null : (
        <Text size="sm" c="dimmed">
          {form.described.settings.find(({ key }) => key === 'firstOrder')?.label}:{' '}
          {formats.count(Number(form.values['firstOrder']))}
        </Text>
      )}
    </Question>
  );
}

function AskSchedule({ form, onBack, onDone }: Asking) {
  const { words } = usePage();
  const stored = String(form.values['schedule']);
  const [schedule, setSchedule] = useState(stored === '' ? EVERY_QUARTER : stored);
  const save = async (): Promise<void> => {
    if ((await form.save({ settings: { schedule } })) !== null) onDone();
  };
  const label = form.described.settings.find(({ key }) => key === 'schedule')?.label ?? '';
  return (
    <Question
      title={words.firstRun.whenRuns}
      hint={words.firstRun.whenRunsHint}
      onBack={onBack}
      onContinue={() => void save()}
      isBusy={form.isBusy}
    >
      <ScheduleField
        common={{ id: 'setting-schedule', label, description: '', error: form.faults['schedule']?.what }}
        value={schedule}
        onChange={setSchedule}
      />
      <FaultNote fault={form.fault} />
    </Question>
  );
}

/** The plan in a few lines, and Start. */
function SeePlan({ form, onBack }: { readonly form: Form; readonly onBack: () => void }) {
  const { api, words } = usePage();
  const formats = useFormats();
  const { name } = form;
  const work = useWork(name);
  const isBusy = work.value?.isOver === false;
  const plan = useAnswer('/api/profiles/{name}/plan', isBusy ? null : { name });
  const renews = [serverPath(name)];
  const make = useAction(
    () => api.tell('post', '/api/profiles/{name}/plan', { name }, { tasks: null }),
    renews,
  );
  const value = plan.value?.madeAt == null ? null : plan.value;
  const isAsked = useRef(false);
  const isReady = !isBusy && work.value !== null && plan.value !== null && value === null;
  useEffect(() => {
    // It writes nothing, so nobody need press a button for it; a fault is shown, and he tries again himself.
    if (!isReady || isAsked.current) return;
    isAsked.current = true;
    void make.run();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, as soon as it is known that there is none
  }, [isReady]);
  const apply = useAction(async () => {
    if (value === null) return;
    const first = value.first === null ? {} : { first: value.first };
    await api.tell('post', '/api/profiles/{name}/apply', { name }, { madeAt: value.madeAt, ...first });
    goTo('server', name);
  }, renews);
  const { lookFirst, lookFirstHint, makePlan, planning, planned, plannedNothing } = words.firstRun;
  const attention = value?.tasks.reduce((sum, task) => sum + task.attention.length, 0) ?? 0;
  return (
    <Question
      title={lookFirst}
      hint={lookFirstHint}
      onBack={onBack}
      onContinue={isBusy ? null : () => void (value === null ? make.run() : apply.run())}
      action={value === null ? makePlan : words.everywhere.start}
      isBusy={make.isBusy || apply.isBusy}
    >
      {isBusy ? (
        <Text role="status">
          <Loader size="xs" mr="xs" /> {planning}
        </Text>
      ) : null}
      <FaultNote fault={make.fault ?? apply.fault ?? (isBusy ? null : (work.value?.error ?? null))} />
      {value === null || isBusy ? null : (
        <Stack gap="xs" aria-live="polite">
          <Text fw={600}>{value.total === 0 ? plannedNothing : planned}</Text>
          <List>
            {value.kinds.map(({ kind, label, count }) => (
              <List.Item key={kind}>
                {label}: <span className="figure">{formats.count(count)}</span>
              </List.Item>
            ))}
          </List>
          {attention === 0 ? null : (
            <Text size="sm">{fill(words.firstRun.waits, { count: formats.count(attention) })}</Text>
          )}
          {value.first === null ? null : (
            <Text size="sm">{fill(words.firstRun.firstProduct, { code: value.first })}</Text>
          )}
          <Text size="sm">
            <Anchor href={linkTo('server', name, 'plan')} underline="always">
              {words.firstRun.whole}
            </Anchor>
            {' · '}
            <Anchor component="button" type="button" underline="always" onClick={() => void make.run()}>
              {words.firstRun.again}
            </Anchor>
          </Text>
        </Stack>
      )}
    </Question>
  );
}
