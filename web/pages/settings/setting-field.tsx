import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { SettingView } from '../../../src/api/settings.ts';
import { usePage } from '../../context.ts';
import { idsOf } from './form-parts.ts';
import type { Form } from './form-store.ts';
import { GroupTree } from './group-tree.tsx';
import type { Look } from './look.ts';
import { RecordField, RowField, rowsOf, RowsField } from './record-fields.tsx';
import type { CommonField } from './record-fields.tsx';
import { AmountsField, ScheduleField, StatusesField } from './small-fields.tsx';
import { WarehouseField } from './warehouse-field.tsx';

interface FieldProps {
  readonly setting: SettingView;
  readonly form: Form;
  readonly look: Look;
}
interface KindProps extends FieldProps {
  readonly common: CommonField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** PriceOut1 … PriceOut10: wholesale, retail, eight groups. */
const PRICE_GROUPS = 10;

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** What is chosen from the warehouse, by name or code and never by a number known by heart. */
function ChosenField({ setting, form, look, common, value, onChange }: KindProps) {
  const rows = look.value === null ? null : rowsOf(setting.kind, look.value);
  const { kind } = setting;
  if (kind === 'groups' && look.value !== null)
    return <GroupTree {...common} groups={look.value.groups} chosen={idsOf(value)} onChange={onChange} />;
  if (kind === 'groups' || kind === 'locations')
    return <RowsField common={common} rows={rows} value={value} onChange={onChange} />;
  if (kind === 'good' || kind === 'partner') {
    const more = { form, setting: setting.key, kind, value: numberOf(value), onChange };
    return <RecordField common={common} {...more} />;
  }
  if (kind === 'amountsByGroup') {
    const groups = look.value?.groups ?? null;
    return <AmountsField common={common} value={value} groups={groups} onChange={onChange} />;
  }
  return (
    <RowField
      common={common}
      rows={rows}
      value={numberOf(value)}
      onChange={onChange}
      isNeeded={kind === 'partnerGroup'}
    />
  );
}

/** One of a few words; the price group is one by its number. */
function ChoiceField({ setting, common, value, onChange }: KindProps) {
  const { words } = usePage();
  const { priceWholesale, priceRetail, priceGroup } = words.settings;
  const isPrice = setting.key === 'priceGroup';
  const prices = Array.from({ length: PRICE_GROUPS }, (_, index) => ({
    value: String(index),
    label: [priceWholesale, priceRetail][index] ?? `${priceGroup} ${index - 1}`,
  }));
  return (
    <Select
      {...common}
      data={isPrice ? prices : [...setting.options]}
      value={String(value)}
      onChange={(chosen) => onChange(isPrice ? Number(chosen) : chosen)}
      allowDeselect={false}
    />
  );
}

/** What is typed: a text, a number, some words. */
function TypedField({ setting, form, common, value, onChange }: KindProps) {
  const { kind } = setting;
  if (kind === 'flag')
    return (
      <Switch
        {...common}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (kind === 'choices')
    return <StatusesField common={common} name={form.name} value={value} onChange={onChange} />;
  if (kind === 'wholeNumber')
    return (
      <NumberInput
        {...common}
        value={numberOf(value) ?? ''}
        onChange={(typed) => onChange(typed === '' ? setting.defaultValue : Number(typed))}
        allowDecimal={false}
        hideControls
        styles={{ wrapper: { maxWidth: 220 } }}
      />
    );
  if (kind === 'schedule') return <ScheduleField common={common} value={String(value)} onChange={onChange} />;
  return (
    <TextInput
      {...common}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const TYPED = new Set<string>(['flag', 'text', 'choices', 'decimal', 'wholeNumber', 'schedule']);

/** One setting as its kind asks for it. */
export function SettingField(props: FieldProps) {
  const { setting, form } = props;
  const { key, kind } = setting;
  const common = {
    id: `setting-${key}`,
    label: setting.label,
    description: setting.help,
    error: form.faults[key]?.what,
  };
  const more = { ...props, common, value: form.values[key], onChange: changed(form, key) };
  if (key === 'warehouse') return <WarehouseField {...more} />;
  if (kind === 'choice' || key === 'priceGroup') return <ChoiceField {...more} />;
  return TYPED.has(kind) ? <TypedField {...more} /> : <ChosenField {...more} />;
}

function changed(form: Form, key: string): (value: unknown) => void {
  return (value) => form.set({ [key]: value });
}
