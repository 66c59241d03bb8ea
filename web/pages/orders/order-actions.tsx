import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { fill } from '../../../src/texts/fill.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import type { OrderStory } from '../../../src/api/order-story.ts';
import { Dialog } from '../../parts/dialogs/dialog.tsx';

/** Stages in which an order may be declined: it has no document, and none is under way. */
const OPEN = new Set(['seen', 'waiting', 'parked']);
const SHORTEST_REASON = 3;

/** What can be done with one order. */
export function OrderActions({ name, story }: { readonly name: string; readonly story: OrderStory }) {
  const { api, words, may } = usePage();
  const [isAsking, setIsAsking] = useState(false);
  const { order, versions } = story;
  const number = String(order.orderNumber);
  const shop = versions.at(-1)?.shopAddress ?? '';
  const isDeclined = order.why?.code === 'order.declined';
  const admit = useAction(
    async () => api.tell('delete', '/api/profiles/{name}/orders/{number}/decline', { name, number }),
    [`${serverPath(name)}/`],
  );
  return (
    <>
      {isDeclined && may('delete /api/profiles/{name}/orders/{number}/decline') ? (
        <Button size="compact-sm" loading={admit.isBusy} onClick={() => void admit.run()}>
          {words.orders.admit}
        </Button>
      ) : null}
      {!isDeclined && OPEN.has(order.stage) && may('post /api/profiles/{name}/orders/{number}/decline') ? (
        <Button size="compact-sm" variant="default" onClick={() => setIsAsking(true)}>
          {words.orders.decline}
        </Button>
      ) : null}
      {/^https?:\/\//.test(shop) ? (
        <Button
          size="compact-sm"
          variant="default"
          component="a"
          href={shop}
          target="_blank"
          rel="noreferrer"
        >
          {words.orders.openShop}
        </Button>
      ) : null}
      <Button size="compact-sm" variant="default" onClick={() => print()}>
        {words.orders.print}
      </Button>
      <FaultNote fault={admit.fault} />
      {isAsking ? <DeclineDialog name={name} number={number} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

/** Asks why the order is not to be imported: nobody declines one without saying it. */
function DeclineDialog(props: {
  readonly name: string;
  readonly number: string;
  readonly onClose: () => void;
}) {
  const { api, words } = usePage();
  const { name, number, onClose } = props;
  const [why, setWhy] = useState('');
  const decline = useAction(
    async () => api.tell('post', '/api/profiles/{name}/orders/{number}/decline', { name, number }, { why }),
    [`${serverPath(name)}/`],
  );
  const act = async (): Promise<void> => {
    if (await decline.run()) onClose();
  };
  return (
    <Dialog onClose={onClose} title={fill(words.orders.declineTitle, { order: number })} size="md">
      <Text size="sm" mb="sm">
        {words.orders.declineText}
      </Text>
      <Textarea
        label={words.orders.declineWhy}
        placeholder={words.orders.declineHint}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        maxLength={200}
        rows={2}
        data-autofocus
      />
      <FaultNote fault={decline.fault} />
      <Group justify="end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {words.everywhere.cancel}
        </Button>
        <Button
          loading={decline.isBusy}
          disabled={why.trim().length < SHORTEST_REASON}
          onClick={() => void act()}
        >
          {words.orders.declineDo}
        </Button>
      </Group>
    </Dialog>
  );
}
