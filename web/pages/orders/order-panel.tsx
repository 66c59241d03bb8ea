import { Code, Loader, Select, Stack, Text, Title } from '@mantine/core';
import { serverPath } from '../../api.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { History } from '../../parts/history.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { StageBadge } from '../../parts/stage-badge.tsx';
import { goWithin } from '../../route.ts';
import type { OrderStory } from '../../../src/api/order-story.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderAddresses } from './order-addresses.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderWay } from './order-way.tsx';
import { WhyNot } from './why-not.tsx';

/** One order from its arrival on, beside the list. */
export function OrderPanel({ name, number }: { readonly name: string; readonly number: number }) {
  const { words } = usePage();
  const { value, fault } = useAnswer('/api/profiles/{name}/orders/{number}', {
    name,
    number: String(number),
  });
  // What was answered for the order before is not this one's.
  const story = value?.order.orderNumber === number ? value : null;
  return (
    <SidePanel
      title={
        <>
          {fill(words.orders.documentNamed, { type: words.everywhere.order, number })}{' '}
          {story === null ? null : <StageBadge stage={story.order.stage} />}
        </>
      }
      actions={story === null ? undefined : <OrderActions name={name} story={story} />}
      onClose={() => goWithin('server', name, 'orders')}
    >
      <FaultNote fault={fault} />
      {story === null ? fault === null ? <Loader size="sm" /> : null : <Sheet name={name} story={story} />}
    </SidePanel>
  );
}

function Sheet({ name, story }: { readonly name: string; readonly story: OrderStory }) {
  const { words, may } = usePage();
  const { order, content } = story;
  const mayRefund = may('put /api/profiles/{name}/orders/{number}/refund');
  return (
    <Stack gap="lg">
      <WhyNot name={name} story={story} />
      <OrderFacts story={story} />
      {content === null ? <Text size="sm">{words.orders.unreadable}</Text> : null}
      {content === null ? null : <OrderLines name={name} story={story} content={content} />}
      {content === null ? null : <OrderAddresses content={content} />}
      <OrderWay order={order} />
      {order.documentNumber === null || !mayRefund ? null : <RefundWay name={name} story={story} />}
      {story.history.length === 0 ? null : (
        <section className="no-print">
          <Title order={3} size="h4" mb="xs">
            {words.orders.story}
          </Title>
          <History entries={story.history} />
        </section>
      )}
      <RawRecord versions={story.versions} />
    </Stack>
  );
}

/** How the money of a returned order went back: a column of the audit file that only a person knows. */
function RefundWay({ name, story }: { readonly name: string; readonly story: OrderStory }) {
  const { api, words } = usePage();
  const number = String(story.order.orderNumber);
  const set = useAction(
    async (way: OrderStory['refundWay']) =>
      api.tell('put', '/api/profiles/{name}/orders/{number}/refund', { name, number }, { way }),
    [`${serverPath(name)}/orders/${number}`],
  );
  return (
    <div className="no-print">
      <Select
        label={words.orders.refundWay}
        data={Object.entries(story.refundWays).map(([value, label]) => ({ value, label }))}
        value={story.refundWay}
        onChange={(way) => void set.run(way as OrderStory['refundWay'])}
        placeholder={words.everywhere.noChoice}
        clearable
        maw={320}
      />
      <FaultNote fault={set.fault} />
    </div>
  );
}

/** What the shop has sent, letter by letter, each version of it. */
function RawRecord({ versions }: { readonly versions: OrderStory['versions'] }) {
  const { words } = usePage();
  const formats = useFormats();
  if (versions.length === 0) return null;
  return (
    <details className="no-print order-raw">
      <summary>{words.orders.rawRecord}</summary>
      {versions.map((version) => (
        <div key={version.version}>
          <Text size="sm" c="dimmed" mt="xs">
            {words.orders.received} {formats.moment(version.receivedAt)}
            {version.erasedAt === null
              ? null
              : ` · ${fill(words.orders.rawErased, { when: formats.moment(version.erasedAt) })}`}
          </Text>
          <Code block className="log" tabIndex={0}>
            {version.raw}
          </Code>
        </div>
      ))}
    </details>
  );
}
