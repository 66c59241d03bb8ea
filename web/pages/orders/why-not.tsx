import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { serverPath } from '../../api.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { Icon } from '../../parts/icon.tsx';
import { remedyFor, toldHere } from '../../parts/remedy.ts';
import type { OrderStory } from '../../../src/api/order-story.ts';

/** Why an order is not imported, or what waits about it, in words, and what mends it here. */
export function WhyNot({ name, story }: { readonly name: string; readonly story: OrderStory }) {
  const page = usePage();
  const { api, words, may } = page;
  const { order, waiting } = story;
  const path = `${serverPath(name)}/`;
  const release = useAction(
    async (item: number) => api.tell('post', '/api/profiles/{name}/attention/release', { name }, { item }),
    [path],
  );
  const notes =
    waiting.length > 0
      ? waiting
      : order.reason === null
        ? []
        : [
            {
              id: null,
              what: order.reason,
              remedy: order.why?.remedy ?? '',
              code: order.why?.code ?? '',
              isReleased: false,
            },
          ];
  return (
    <>
      {notes.map(({ id, what, remedy, code, isReleased }) => {
        const way = remedyFor(code, name, page);
        return (
          <Alert
            key={id ?? code}
            color={order.stage === 'waiting' || order.stage === 'dismissed' ? 'gray' : 'orange'}
            icon={<Icon name="warning" />}
            title={words.orders.whyNot}
          >
            <Text size="sm">{what}</Text>
            {toldHere(remedy) === '' ? null : <Text size="sm">{toldHere(remedy)}</Text>}
            <Group gap="md" mt="xs" className="no-print">
              {way === null ? null : (
                <Anchor href={way.href} size="sm" underline="always">
                  {way.label}
                </Anchor>
              )}
              {id === null ? null : isReleased ? (
                <Text size="sm" role="status">
                  {words.orders.released}
                </Text>
              ) : !may('post /api/profiles/{name}/attention/release') ? null : (
                <Button size="compact-sm" loading={release.isBusy} onClick={() => void release.run(id)}>
                  {words.orders.tryAgain}
                </Button>
              )}
              <Text size="xs" c="dimmed" ff="monospace">
                {code}
              </Text>
            </Group>
          </Alert>
        );
      })}
      <FaultNote fault={release.fault} />
    </>
  );
}
