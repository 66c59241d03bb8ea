import { MultiSelect, Select } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import type { WarehouseAnswer } from '../../../src/api/setup.ts';
import { usePage } from '../../context.ts';
import { SearchChoice } from '../../parts/search-choice.tsx';
import { idsOf } from './form-parts.ts';
import type { Form } from './form-store.ts';
import { foundOf, useNamed, useRecordSearch } from './look.ts';

/** What every field of the form is given. */
export interface CommonField {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly error: string | undefined;
}

type Named = { readonly id: number; readonly name: string; readonly code?: string };

/** The rows of the warehouse that a kind of setting chooses from; null: another kind. */
export function rowsOf(kind: string, look: WarehouseAnswer): readonly Named[] | null {
  switch (kind) {
    case 'location':
    case 'locations':
      return look.locations;
    case 'operator':
      return look.operators;
    case 'goodsGroup':
      return look.groups;
    case 'partnerGroup':
      return look.partnerGroups;
    default:
      return null;
  }
}

function useOptions(rows: readonly Named[] | null, chosen: readonly number[]) {
  const { words } = usePage();
  const known = new Set(rows?.map(({ id }) => id));
  const text = rows === null ? words.settings.numberOnly : words.settings.notThere;
  const labelOf = ({ name, code }: Named): string => (code ? `${name} · ${code}` : name);
  return [
    ...(rows ?? []).map((row) => ({ value: String(row.id), label: labelOf(row) })),
    // What is chosen and not there is shown, so that it can be seen and changed.
    ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: String(id), label: fill(text, { id }) })),
  ];
}

/** One row of a short list of the warehouse, by its name or code. */
export function RowField(props: {
  readonly common: CommonField;
  readonly rows: readonly Named[] | null;
  readonly value: number | null;
  readonly onChange: (id: number | null) => void;
  readonly isNeeded?: boolean;
}) {
  const { words } = usePage();
  const { common, rows, value, onChange, isNeeded = false } = props;
  const options = useOptions(rows, value === null ? [] : [value]);
  return (
    <Select
      {...common}
      data={options}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      placeholder={words.everywhere.noChoice}
      searchable
      clearable={!isNeeded}
      allowDeselect={!isNeeded}
      nothingFoundMessage={words.everywhere.nothingFound}
      clearButtonProps={{ 'aria-label': words.everywhere.clear }}
      disabled={rows === null}
    />
  );
}

/** Several rows of a short list of the warehouse. */
export function RowsField(props: {
  readonly common: CommonField;
  readonly rows: readonly Named[] | null;
  readonly value: unknown;
  readonly onChange: (ids: readonly number[]) => void;
}) {
  const { common, rows, value, onChange } = props;
  const chosen = idsOf(value);
  return (
    <MultiSelect
      {...common}
      data={useOptions(rows, chosen)}
      value={chosen.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      searchable
      disabled={rows === null}
    />
  );
}

/** Settings whose good must keep no stock: an order would take some of it (I8). */
const CHARGES = new Set(['deliveryGood', 'feeGood', 'discountGood']);

/** A good or a partner, found by a part of its name, code or bar code. */
export function RecordField(props: {
  readonly common: CommonField;
  readonly form: Form;
  readonly setting: string;
  readonly kind: 'good' | 'partner';
  readonly value: number | null;
  readonly onChange: (id: number | null) => void;
}) {
  const { words } = usePage();
  const { common, form, kind, value } = props;
  const isCharge = CHARGES.has(props.setting);
  const search = useRecordSearch(form.name, form.tried, { kind, isCharge });
  const named = useNamed(form.name, form.tried, { kind, ids: value === null ? [] : [value] });
  const record = value === null ? undefined : named.get(value);
  const kinds = { service: words.settings.isService, discount: words.settings.isDiscount };
  const unknown = value === null ? null : { id: value, name: fill(words.settings.numberOnly, { id: value }) };
  return (
    <SearchChoice
      {...common}
      value={record === undefined ? unknown : foundOf(record, kinds)}
      onChange={(chosen) => props.onChange(chosen?.id ?? null)}
      search={search}
    />
  );
}
