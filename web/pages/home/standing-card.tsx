import { Anchor, Button, Card, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Fault } from '../../../src/api/fault.ts';
import type { Home } from '../../../src/api/home.ts';
import type { ServerRow, SideView } from '../../../src/api/profiles.ts';
import { fill } from '../../../src/texts/fill.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { Icon } from '../../parts/icon.tsx';
import type { IconName } from '../../parts/icon.tsx';
import { remedyFor, toldHere } from '../../parts/remedy.ts';
import { Moment } from '../../parts/values.tsx';
import { linkTo } from '../../route.ts';

type Standing = Home['standing'];

/** The colour of a standing: green only when all is well, red after a failure, grey after Стоп. */
const LOOKS: Readonly<Record<Standing, { readonly color: string; readonly icon: IconName }>> = {
  well: { color: 'green', icon: 'done' },
  working: { color: 'blue', icon: 'runs' },
  waiting: { color: 'orange', icon: 'attention' },
  held: { color: 'orange', icon: 'warning' },
  failed: { color: 'red', icon: 'warning' },
  stopped: { color: 'gray', icon: 'nothing' },
  new: { color: 'gray', icon: 'plan' },
};

/** How a server stands, in one sentence, and what may be done about it. */
export function StandingCard(props: {
  readonly home: Home;
  readonly server: ServerRow;
  /** This process is at work. */
  readonly isRunning: boolean;
  /** Why the last start led to no run; null = it did. */
  readonly couldNotBegin: Fault | null;
}) {
  const { words } = usePage();
  const { home, server, isRunning } = props;
  const standing = isRunning ? 'working' : home.standing;
  const { color, icon } = LOOKS[standing];
  return (
    <Card withBorder component="section" aria-label={titleOf(home, standing, words)} padding="lg">
      <div className="standing">
        <span className={`standing-mark standing-${color}`}>
          <Icon name={icon} size={22} />
        </span>
        <div className="standing-words">
          <Title order={2}>{titleOf(home, standing, words)}</Title>
          <Hint home={home} standing={standing} server={server} />
        </div>
        <StartOrStop home={home} name={server.name} isRunning={isRunning} />
      </div>
      <FaultNote fault={props.couldNotBegin} />
      <Facts home={home} server={server} />
    </Card>
  );
}

/** Of a failure: whether a run ended by it, or a side was silent when it was asked. */
function titleOf({ lastRun }: Home, standing: Standing, words: PageWords): string {
  const hasRunFailed = lastRun?.end === 'failed' || lastRun?.end === 'interrupted';
  switch (standing) {
    case 'new':
      return words.home.fresh;
    case 'working':
      return words.home.working;
    case 'failed':
      return hasRunFailed ? words.home.failed : words.home.failedSide;
    case 'stopped':
      return words.home.stopped;
    case 'waiting':
      return words.home.waiting;
    case 'held':
      return words.home.held;
    case 'well':
      return words.home.well;
  }
}

/** Why, or what comes next. */
function Hint(props: { readonly home: Home; readonly standing: Standing; readonly server: ServerRow }) {
  const { words } = usePage();
  const { home, standing, server } = props;
  const { reason } = home;
  if ((standing === 'failed' || standing === 'held') && reason !== null)
    return <Reason reason={reason} server={server.name} />;
  const hints = { well: 'wellHint', stopped: 'stoppedHint', new: 'freshHint' } as const;
  const key = standing in hints ? hints[standing as keyof typeof hints] : null;
  if (key !== null) return <Text c="dimmed">{words.home[key]}</Text>;
  const first = home.waits[0];
  if (standing !== 'waiting' || first === undefined) return null;
  return (
    <Anchor href={linkTo('server', server.name, 'attention', first.cause)}>
      {words.names.causes[first.cause]}
    </Anchor>
  );
}

/** What happened, what to do, and the way there. */
function Reason({ reason, server }: { readonly reason: Fault; readonly server: string }) {
  const page = usePage();
  const remedy = remedyFor(reason.code, server, page);
  return (
    <>
      <Text className="cell-wrap">{reason.what}</Text>
      {toldHere(reason.remedy) === '' ? null : (
        <Text size="sm" c="dimmed" className="cell-wrap">
          {toldHere(reason.remedy)}
        </Text>
      )}
      <Group gap="md">
        {remedy === null || remedy.href === linkTo('server', server, 'overview') ? null : (
          <Anchor href={remedy.href} size="sm">
            {remedy.label}
          </Anchor>
        )}
        <Text size="xs" c="dimmed" ff="monospace">
          {reason.code}
        </Text>
      </Group>
    </>
  );
}

/** Старт with what it would come to, or Стоп. */
function StartOrStop(props: { readonly home: Home; readonly name: string; readonly isRunning: boolean }) {
  const { api, words, may } = usePage();
  const { home, name, isRunning } = props;
  const path = '/api/profiles/{name}/run';
  const press = useAction(async () => {
    if (isRunning) await api.tell('delete', path, { name });
    else await api.tell('post', path, { name }, { tasks: null });
  });
  const forecast = useForecast(home);
  // The first run follows a preview that somebody has looked at.
  const isFirst = home.standing === 'new';
  const mayPress = may(isRunning ? 'delete /api/profiles/{name}/run' : 'post /api/profiles/{name}/run');
  return (
    <div className="standing-actions no-print">
      <Group gap="xs">
        {mayPress ? (
          <Button
            size="md"
            {...(isRunning ? { color: 'red.9' } : {})}
            variant={isFirst ? 'default' : 'filled'}
            loading={press.isBusy}
            leftSection={isRunning ? null : <Icon name="start" />}
            onClick={() => void press.run()}
          >
            {isRunning ? words.everywhere.stop : words.everywhere.start}
          </Button>
        ) : null}
        <Button
          size="md"
          variant={isFirst ? 'filled' : 'default'}
          component="a"
          href={linkTo('server', name, 'plan')}
        >
          {isFirst && may('post /api/profiles/{name}/plan') ? words.plan.makePlan : words.shell.plan}
        </Button>
      </Group>
      {isRunning || !mayPress || forecast === '' ? null : (
        <Text size="sm" c="dimmed" className="figure-line">
          {forecast}
        </Text>
      )}
      <FaultNote fault={press.fault} />
    </div>
  );
}

/** `12 340 промени, около 6 мин. 30 сек., 2 чакат вас`. */
function useForecast({ forecast, attention }: Home): string {
  const { words } = usePage();
  const formats = useFormats();
  const { changes, seconds } = forecast;
  const time = seconds === null ? null : formats.duration(Math.max(seconds, 1));
  const about = changes === null ? words.home.forecastUsual : words.home.forecastSeconds;
  const parts = [
    ...(changes === null ? [] : [formats.counted(changes, 'change')]),
    ...(time === null ? [] : [fill(about, { time })]),
    ...(attention === 0 ? [] : [fill(words.home.forecastYou, { count: attention })]),
  ];
  const [first = '', ...rest] = parts;
  return [first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(', ');
}

function Facts(props: { readonly home: Home; readonly server: ServerRow }) {
  const { words } = usePage();
  const { home, server } = props;
  return (
    <dl className="facts standing-facts">
      <Fact name={words.home.lastSuccess}>
        {home.lastSuccess === null ? words.servers.never : <Moment iso={home.lastSuccess} />}
      </Fact>
      <Fact name={words.servers.nextRun}>
        <NextStart server={server} />
      </Fact>
      <Fact name={words.servers.warehouse}>
        <Side side={server.health.warehouse} told={home.reason} />
      </Fact>
      <Fact name={words.servers.shop}>
        <Side side={server.health.shop} told={home.reason} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** When the schedule starts next; where it does not, why and what to do. */
function NextStart({ server }: { readonly server: ServerRow }) {
  const { words } = usePage();
  const formats = useFormats();
  if (server.schedule === '') return words.home.byHand;
  if (server.held !== null)
    return (
      <>
        <Text size="sm" c="orange">
          {words.home.held}: {server.held.what}
        </Text>
        <Reach fault={server.held} server={server.name} />
      </>
    );
  const next = formats.schedule(server.schedule);
  if (server.nextStart === null) return next;
  return (
    <>
      <Moment iso={server.nextStart} />
      <Text size="xs" c="dimmed">
        {next}
      </Text>
    </>
  );
}

/** The way to where what holds a schedule is mended. */
function Reach({ fault, server }: { readonly fault: Fault; readonly server: string }) {
  const page = usePage();
  const { words, may } = page;
  const remedy = remedyFor(fault.code, server, page);
  if (remedy === null) return null;
  return (
    <Button size="compact-sm" variant="light" component="a" href={remedy.href} mt={4}>
      {fault.code === 'run.firstNeedsPlan' && may('post /api/profiles/{name}/plan')
        ? words.plan.makePlan
        : remedy.label}
    </Button>
  );
}

/** Whether a side answers, as it was asked last, and why it does not, unless that is told above. */
function Side({ side, told }: { readonly side: SideView; readonly told: Fault | null }) {
  const { words } = usePage();
  if (side.isWell === null) return words.servers.notAsked;
  const why = side.fault === null || side.fault.what === told?.what ? words.servers.silent : side.fault.what;
  return (
    <Text size="sm" component="span" c={side.isWell ? 'pine' : 'red'} className="cell-wrap">
      {side.isWell ? words.servers.answers : why}
    </Text>
  );
}
