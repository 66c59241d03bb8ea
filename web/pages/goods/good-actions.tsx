import { Button, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import { useRenew } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { filled } from '../../parts/filled.ts';
import type { GoodRow } from '../../../src/api/goods.ts';
import { goodName } from './good-columns.tsx';

/** What an owner can do with one good: give it a product, or take it away from it. */
export function GoodActions({ name, good }: { readonly name: string; readonly good: GoodRow }) {
  const { words, session } = usePage();
  const [isOpen, setIsOpen] = useState(false);
  if (session?.account.role !== 'owner' || good.good === null) return null;
  const onClose = (): void => setIsOpen(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
        {good.link === null ? words.goods.linkByHand : words.goods.unlink}
      </Button>
      {isOpen && good.link === null ? <LinkDialog name={name} good={good} onClose={onClose} /> : null}
      {isOpen && good.link !== null ? <UnlinkDialog name={name} good={good} onClose={onClose} /> : null}
    </>
  );
}

interface DialogProps {
  readonly name: string;
  readonly good: GoodRow;
  readonly onClose: () => void;
}

function LinkDialog({ name, good, onClose }: DialogProps) {
  const { api, words } = usePage();
  const renew = useRenew();
  const [product, setProduct] = useState<number | null>(null);
  const id = String(good.goodId);
  return (
    <ConfirmDialog
      title={filled(words.goods.linkTitle, { name: goodName(good) })}
      action={words.goods.linkByHand}
      isReady={product !== null}
      onAction={async () => {
        if (product === null) return;
        await api.tell('put', '/api/profiles/{name}/links/{id}', { name, id }, { product });
        await renew(`${serverPath(name)}/goods`);
      }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{words.goods.linkText}</Text>
        <NumberInput
          label={words.goods.productNumber}
          description={words.goods.productHint}
          value={product ?? ''}
          onChange={(value) => setProduct(typeof value === 'number' && value > 0 ? value : null)}
          hideControls
          allowDecimal={false}
          allowNegative={false}
        />
      </Stack>
    </ConfirmDialog>
  );
}

function UnlinkDialog({ name, good, onClose }: DialogProps) {
  const { api, words } = usePage();
  const renew = useRenew();
  const id = String(good.goodId);
  return (
    <ConfirmDialog
      title={filled(words.goods.unlinkTitle, { name: goodName(good) })}
      action={words.goods.unlink}
      isLoss
      onAction={async () => {
        await api.tell('delete', '/api/profiles/{name}/links/{id}', { name, id });
        await renew(`${serverPath(name)}/goods`);
      }}
      onClose={onClose}
    >
      <Text size="sm">{words.goods.unlinkText}</Text>
    </ConfirmDialog>
  );
}
