import { Button, Card, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { FoundOrder } from '../../../src/api/firm/people.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { numbered, useFormats } from '../../formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { FormCard } from './form-card.tsx';
import { ServerChoice, useServerChoice } from './server-choice.tsx';

function keyOf({ pastSeries, order }: FoundOrder): string {
  return `${pastSeries ?? ''}:${order}`;
}

/** A buyer who wants to be forgotten: found, shown what would go and what stays, erased. */
export function Buyers() {
  const { api, words } = usePage();
  const formats = useFormats();
  const choice = useServerChoice();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ orders: readonly FoundOrder[]; hasMore: boolean } | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAsked, setIsAsked] = useState(false);
  const [done, setDone] = useState('');
  const search = useAction(async () => {
    setDone('');
    setLeft(new Set());
    setFound(await api.tell('post', '/api/profiles/{name}/people/search', { name: choice.server }, { text }));
  });
  const chosen = (found?.orders ?? []).filter((each) => !left.has(keyOf(each)));
  const erase = async (): Promise<void> => {
    const orders = chosen.map(({ pastSeries, order }) => ({ pastSeries, order }));
    const path = '/api/profiles/{name}/people/erase';
    const { erased } = await api.tell('post', path, { name: choice.server }, { orders });
    setFound(null);
    setDone(fill(words.firm.erased, { orders: formats.counted(erased, 'order') }));
  };
  return (
    <>
      <FormCard
        title={words.firm.buyers}
        hint={words.firm.buyersHint}
        action={search}
        button={words.firm.find}
        isFirst
        isBlocked={choice.server === ''}
        after={
          <Text size="sm" role="status">
            {done}
          </Text>
        }
      >
        <ServerChoice {...choice} />
        <TextInput
          label={words.firm.buyer}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          minLength={3}
          required
        />
      </FormCard>
      <FoundOrders found={found} left={left} onLeft={setLeft} onErase={() => setIsAsked(true)} />
      {isAsked ? (
        <ConfirmDialog
          title={words.firm.eraseTitle}
          action={words.firm.eraseAction}
          isLoss
          onAction={erase}
          onClose={() => setIsAsked(false)}
        >
          {formats.counted(chosen.length, 'order')}. {words.firm.eraseHint}
        </ConfirmDialog>
      ) : null}
    </>
  );
}

function FoundOrders(props: {
  readonly found: { readonly orders: readonly FoundOrder[]; readonly hasMore: boolean } | null;
  /** Those that are not chosen. */
  readonly left: ReadonlySet<string>;
  readonly onLeft: (left: ReadonlySet<string>) => void;
  readonly onErase: () => void;
}) {
  const { words } = usePage();
  const { found, left, onLeft } = props;
  if (found === null) return <EmptyState text={words.firm.buyersEmpty} />;
  if (found.orders.length === 0) return <EmptyState text={words.firm.noBuyer} />;
  const toggle = (key: string): void => {
    const next = new Set(left);
    if (!next.delete(key)) next.add(key);
    onLeft(next);
  };
  const chosen = found.orders.length - left.size;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Checkbox
          label={words.settings.treeAll}
          checked={left.size === 0}
          indeterminate={left.size > 0 && chosen > 0}
          onChange={() => onLeft(left.size === 0 ? new Set(found.orders.map(keyOf)) : new Set())}
        />
        <Button color="red.9" disabled={chosen === 0} onClick={props.onErase}>
          {words.firm.erase} ({chosen})
        </Button>
      </Group>
      {found.hasMore ? (
        <Text size="sm" c="orange" mt="sm">
          {words.firm.moreBuyers}
        </Text>
      ) : null}
      {found.orders.map((order) => (
        <FoundRow
          key={keyOf(order)}
          order={order}
          isChosen={!left.has(keyOf(order))}
          onToggle={() => toggle(keyOf(order))}
        />
      ))}
    </Card>
  );
}

function FoundRow(props: {
  readonly order: FoundOrder;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { order, createdAt, total, currency, documentNumber, unp, texts } = props.order;
  const stays = [
    total === null ? null : formats.money(total, currency),
    documentNumber === null ? null : fill(words.firm.documentNumber, { n: documentNumber }),
    unp,
  ].filter((each) => each !== null);
  return (
    <div className="firm-row">
      <Checkbox
        label={`${numbered(order, words)} · ${formats.moment(createdAt)}`}
        checked={props.isChosen}
        onChange={props.onToggle}
      />
      <div className="firm-row-name">
        <Text size="sm">
          <span className="before">{texts.join(' · ')}</span>
        </Text>
        <Text size="sm" c="dimmed">
          {words.firm.stays}:{' '}
          {stays.map((each, index) => (
            <Fragment key={each}>
              {index === 0 ? '' : ' · '}
              <span className="figure">{each}</span>
            </Fragment>
          ))}
        </Text>
      </div>
    </div>
  );
}
