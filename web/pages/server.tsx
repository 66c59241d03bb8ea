import { Anchor, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { linkTo, usePage } from '../context.ts';
import { Attention } from './attention.tsx';
import { Goods } from './goods.tsx';
import { Orders } from './orders.tsx';
import { Overview } from './overview.tsx';
import { PlanPage } from './plan.tsx';
import { Runs } from './runs.tsx';
import { SettingsPage } from './settings.tsx';
import { UnpPage } from './unp.tsx';
import { WordsPage } from './words.tsx';
import { Questions } from '../parts/questions.tsx';

/** One server with everything about it, a tab each; the tab is in the address. */
export function Server({ name, tab }: { readonly name: string; readonly tab: string }) {
  const { words, session } = usePage();
  const isOwner = session?.account.role === 'owner';
  const tabs: readonly (readonly [value: string, label: string])[] = [
    ['overview', words.overview],
    ['plan', words.plan],
    ['orders', words.orders],
    ['attention', words.attention],
    ['goods', words.goods],
    ['unp', words.unp],
    ['words', words.words],
    ['runs', words.runs],
    ...(isOwner ? ([['settings', words.settings]] as const) : []),
  ];
  return (
    <Stack gap="sm">
      <Group gap="xs" align="baseline">
        <Anchor href={linkTo()}>{words.servers}</Anchor>
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
