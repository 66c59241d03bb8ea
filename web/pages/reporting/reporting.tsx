import { Button, List, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { FreshToken, ReportingShop } from '../../../src/api/reports.ts';
import { useAnswer, useRenew } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { isGiven, NameDialog } from '../../parts/name-dialog.tsx';
import { PlaceActions } from '../../parts/place-head.tsx';
import { goTo } from '../../route.ts';
import { GivenToken, RemoveShop, RenewToken, RevokeToken } from './shop-dialogs.tsx';
import { ShopCard } from './shop-card.tsx';
import type { ShopWish } from './shop-card.tsx';
import { ShopPanel } from './shop-panel.tsx';

const SHOPS = '/api/reporting/shops';

/** Shops whose programs tell this page how they stand, the worst first. */
export function Reporting({ rest }: { readonly rest: readonly string[] }) {
  const { words, may } = usePage();
  const renew = useRenew();
  const { value, fault } = useAnswer(SHOPS, {});
  const [isAdding, setIsAdding] = useState(false);
  const [asked, setAsked] = useState<{ readonly wish: ShopWish; readonly shop: ReportingShop } | null>(null);
  const [given, setGiven] = useState<FreshToken | null>(null);
  const mayAdd = may('post /api/reporting/shops');
  const close = (): void => {
    setAsked(null);
    void renew(SHOPS);
  };
  const give = (fresh: FreshToken): void => {
    setGiven(fresh);
    void renew(SHOPS);
  };
  return (
    <Stack>
      {mayAdd ? (
        <PlaceActions>
          <Button onClick={() => setIsAdding(true)}>{words.reporting.newShop}</Button>
        </PlaceActions>
      ) : null}
      <FaultNote fault={fault} />
      {value === null && fault === null ? <Skeleton h={120} /> : null}
      {value?.length === 0 ? <NoShops mayChange={mayAdd} onAdd={() => setIsAdding(true)} /> : null}
      {(value ?? []).map((shop) => (
        <ShopCard key={shop.id} shop={shop} mayChange={mayAdd} onAsk={(wish) => setAsked({ wish, shop })} />
      ))}
      {rest[0] === undefined ? null : <ShopPanel id={rest[0]} onClose={() => goTo('reporting')} />}
      {isAdding ? <AddShop onAdded={give} onClose={() => setIsAdding(false)} /> : null}
      {asked?.wish === 'renew' ? <RenewToken shop={asked.shop} onGiven={give} onClose={close} /> : null}
      {asked?.wish === 'revoke' ? <RevokeToken shop={asked.shop} onClose={close} /> : null}
      {asked?.wish === 'remove' ? <RemoveShop shop={asked.shop} onClose={close} /> : null}
      {given === null ? null : <GivenToken fresh={given} onClose={() => setGiven(null)} />}
    </Stack>
  );
}

/** What will stand here, and how it comes to. */
function NoShops({ mayChange, onAdd }: { readonly mayChange: boolean; readonly onAdd: () => void }) {
  const { words } = usePage();
  const { emptyTitle, emptyHint, emptyOperator, stepNew, stepShop, stepSeen, newShop } = words.reporting;
  if (!mayChange) return <EmptyState icon="shops" text={emptyOperator} />;
  return (
    <EmptyState
      icon="shops"
      text={
        <>
          <Text span fw={600} size="xl" c="var(--mantine-color-text)" display="block" mb="xs">
            {emptyTitle}
          </Text>
          {emptyHint}
        </>
      }
    >
      <List type="ordered" maw="34rem" ta="start" spacing="xs">
        {[stepNew, stepShop, stepSeen].map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <Button size="md" onClick={onAdd}>
        {newShop}
      </Button>
    </EmptyState>
  );
}

/** A shop by its name; its token is shown behind. */
function AddShop(props: { readonly onAdded: (fresh: FreshToken) => void; readonly onClose: () => void }) {
  const { api, words } = usePage();
  return (
    <NameDialog
      title={words.reporting.newShop}
      label={words.reporting.newName}
      first=""
      action={words.reporting.makeToken}
      isFit={isGiven}
      onAction={async (name) => props.onAdded(await api.tell('post', SHOPS, {}, { name: name.trim() }))}
      onClose={props.onClose}
    />
  );
}
