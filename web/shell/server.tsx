import { Anchor, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { linkTo, usePage } from '../context.ts';
import { Attention } from '../pages/attention/attention.tsx';
import { Goods } from '../pages/goods/goods.tsx';
import { Orders } from '../pages/orders/orders.tsx';
import { Overview } from '../pages/home/home.tsx';
import { PlanPage } from '../pages/plan/plan.tsx';
import { Runs } from '../pages/runs/runs.tsx';
import { SettingsPage } from '../pages/settings/settings.tsx';
import { UnpPage } from '../pages/unp/unp.tsx';
import { WordsPage } from '../pages/words/words.tsx';
import { Questions } from '../parts/questions/questions.tsx';

/** One server with everything about it, a tab each; the tab is in the address. */
export function Server({ name, tab }: { readonly name: string; readonly tab: string }) {
  const { words, session } = usePage();
  const isOwner = session?.account.role === 'owner';
  const tabs: readonly (readonly [value: string, label: string])[] = [
    ['overview', words.shell.overview],
    ['plan', words.shell.plan],
    ['orders', words.shell.orders],
    ['attention', words.shell.attention],
    ['goods', words.shell.goods],
    ['unp', words.shell.unp],
    ['words', words.shell.words],
    ['runs', words.shell.runs],
    ...(isOwner ? ([['settings', words.shell.settings]] as const) : []),
  ];
  return (
    <Stack gap="sm">
      <Group gap="xs" align="baseline">
        <Anchor href={linkTo()}>{words.shell.servers}</Anchor>
        <Text c="gray.7" aria-hidden>
          ›
        </Text>
        <Title order={2}>{name}</Title>
      </Group>
      <Tabs
        value={tab}
        onChange={(value) => {
          location.hash = linkTo('server', name, value ?? 'overview');
        }}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Questions name={name} />
        <Tabs.Panel value="overview">
          <Overview name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="plan">
          <PlanPage name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="orders">
          <Orders name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="attention">
          <Attention name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="goods">
          <Goods name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="unp">
          <UnpPage name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="words">
          <WordsPage name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          <Runs name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <SettingsPage name={name} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
