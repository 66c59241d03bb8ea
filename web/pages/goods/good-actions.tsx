import { Button, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import { useAnswer, useRenew } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { SearchChoice } from '../../parts/search-choice.tsx';
import type { Found } from '../../parts/search-choice.tsx';
import type { GoodRow, SoughtProduct } from '../../../src/api/goods.ts';
import { goodName } from './good-columns.tsx';

/** What an owner can do with one good: give it a product, or take it away from it. */
export function GoodActions({ name, good }: { readonly name: string; readonly good: GoodRow }) {
  const { words, may } = usePage();
  const [isOpen, setIsOpen] = useState(false);
  if (!may('put /api/profiles/{name}/links/{id}') || good.good === null) return null;
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
  const [product, setProduct] = useState<Found | null>(null);
  const id = String(good.goodId);
  return (
    <ConfirmDialog
      title={fill(words.goods.linkTitle, { name: goodName(good, words) })}
      action={words.goods.linkByHand}
      isReady={product !== null}
      onAction={async () => {
        if (product === null) return;
        await api.tell('put', '/api/profiles/{name}/links/{id}', { name, id }, { product: product.id });
        await renew(`${serverPath(name)}/goods`);
      }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{words.goods.linkText}</Text>
        <ProductChoice name={name} product={product} onChange={setProduct} />
      </Stack>
    </ConfirmDialog>
  );
}

/** A product by a part of its name, code or bar code; by its number where the shop gives no list of them. */
function ProductChoice(props: {
  readonly name: string;
  readonly product: Found | null;
  readonly onChange: (product: Found | null) => void;
}) {
  const { api, words } = usePage();
  const formats = useFormats();
  const { name, product, onChange } = props;
  const { value, fault } = useAnswer('/api/profiles/{name}/products', { name, search: '' });
  const hintOf = ({ goodId, barcode }: SoughtProduct): string =>
    goodId === null ? barcode : fill(words.goods.linkedTo, { good: String(goodId) });
  if (fault === null && value?.readAt !== null)
    return (
      <SearchChoice
        label={words.goods.productChoice}
        placeholder={words.goods.productSearch}
        {...(value === null
          ? {}
          : { description: fill(words.goods.catalogueRead, { at: formats.moment(value.readAt) }) })}
        value={product}
        onChange={onChange}
        search={async (search) => {
          const found = await api.ask('/api/profiles/{name}/products', { name, search });
          return found.products.map((each) => ({
            id: each.productId,
            name: each.name,
            code: each.code,
            hint: hintOf(each),
          }));
        }}
      />
    );
  return (
    <>
      <FaultNote fault={fault} />
      {fault === null ? <Text size="sm">{words.goods.noCatalogue}</Text> : null}
      <NumberInput
        label={words.goods.productNumber}
        description={words.goods.productHint}
        value={product?.id ?? ''}
        onChange={(id) => onChange(typeof id === 'number' && id > 0 ? { id, name: '' } : null)}
        hideControls
        allowDecimal={false}
        allowNegative={false}
      />
    </>
  );
}

function UnlinkDialog({ name, good, onClose }: DialogProps) {
  const { api, words } = usePage();
  const renew = useRenew();
  const id = String(good.goodId);
  return (
    <ConfirmDialog
      title={fill(words.goods.unlinkTitle, { name: goodName(good, words) })}
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
