import { MultiSelect, NumberInput, Select, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { useEffect, useState } from 'react';
import type { Choices } from '../../parts/choices.ts';
import { GroupTree } from './group-tree.tsx';

export interface SettingView {
  readonly key: string;
  readonly kind: string;
  readonly section: string;
  readonly source: string;
  readonly label: string;
  readonly help: string;
  readonly onlyWhen: { readonly setting: string; readonly is: string } | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

interface FieldProps {
  readonly setting: SettingView;
  readonly value: unknown;
  readonly choices: Choices | null;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

type Option = { readonly value: string; readonly label: string };

function optionsOf(kind: string, choices: Choices): readonly Option[] | null {
  const named = (rows: readonly { id: number; name: string }[]): readonly Option[] =>
    rows.map((row) => ({ value: String(row.id), label: `${row.name} (${row.id})` }));
  if (kind === 'location' || kind === 'locations') return named(choices.locations);
  if (kind === 'operator') return named(choices.operators.filter((operator) => !operator.isDeleted));
  if (kind === 'goodsGroup') return named(choices.groups);
  if (kind === 'partnerGroup') return named(choices.partnerGroups);
  return null;
}

/** PriceOut1 … PriceOut10: wholesale, retail, eight groups. */
const PRICE_GROUPS = 10;
const NUMBERS = new Set([
  'location',
  'operator',
  'good',
  'goodsGroup',
  'partner',
  'partnerGroup',
  'wholeNumber',
]);

/** A setting that is chosen from what the warehouse has. */
function OfferedField(props: FieldProps & { readonly options: readonly Option[] }) {
  const { setting, value, choices, error, onChange, options } = props;
  const { words } = usePage();
  const common = { label: setting.label, description: setting.help, error, id: `setting-${setting.key}` };
  if (setting.kind === 'groups' && choices !== null)
    return (
      <GroupTree
        {...common}
        groups={choices.groups}
        chosen={value as readonly number[]}
        onChange={onChange}
      />
    );
  if (setting.kind === 'locations')
    return (
      <MultiSelect
        {...common}
        data={[...options]}
        value={(value as readonly number[]).map(String)}
        onChange={(chosen) => onChange(chosen.map(Number))}
      />
    );
  return (
    <Select
      {...common}
      data={[...options]}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      placeholder={words.everywhere.noChoice}
      searchable
      clearable
    />
  );
}

/** One setting as its kind asks for it; whatever the warehouse offers is chosen by name. */
export function SettingField(props: FieldProps) {
  const { setting, value, choices, error, onChange } = props;
  const { words } = usePage();
  const common = { label: setting.label, description: setting.help, error, id: `setting-${setting.key}` };
  const options = choices === null ? null : optionsOf(setting.kind, choices);
  const isOffered = options !== null || (setting.kind === 'groups' && choices !== null);
  if (isOffered) return <OfferedField {...props} options={options ?? []} />;
  if (setting.key === 'priceGroup')
    return (
      <Select
        {...common}
        data={Array.from({ length: PRICE_GROUPS }, (_, index) => ({
          value: String(index),
          label:
            [words.settings.priceWholesale, words.settings.priceRetail][index] ??
            `${words.settings.priceGroup} ${index - 1}`,
        }))}
        value={String(value)}
        onChange={(chosen) => onChange(Number(chosen))}
        allowDeselect={false}
      />
    );
  if (setting.kind === 'flag')
    return (
      <Switch
        {...common}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (setting.kind === 'choice')
    return (
      <Select
        {...common}
        data={[...setting.options]}
        value={String(value)}
        onChange={onChange}
        allowDeselect={false}
      />
    );
  if (setting.kind === 'choices')
    return <TagsInput {...common} value={(value as readonly string[]).map(String)} onChange={onChange} />;
  if (setting.kind === 'groups' || setting.kind === 'locations')
    return (
      <TagsInput
        {...common}
        value={(value as readonly number[]).map(String)}
        onChange={(chosen) => onChange(chosen.map(Number).filter(Number.isInteger))}
      />
    );
  if (NUMBERS.has(setting.kind))
    return (
      <NumberInput
        {...common}
        value={value === null ? '' : Number(value)}
        onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
        allowDecimal={false}
        hideControls
      />
    );
  if (setting.kind === 'amountsByGroup')
    return <AmountsField {...common} value={value} onChange={onChange} />;
  if (setting.kind === 'schedule')
    return <ScheduleField {...common} value={String(value)} onChange={onChange} />;
  return (
    <TextInput {...common} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** Amounts by group as `2=5, 7=1.5`. */
function AmountsField({ value, onChange, ...common }: TextFieldProps & { readonly value: unknown }) {
  const entries = Object.entries(value as Readonly<Record<string, string>>);
  const [text, setText] = useState(entries.map(([group, amount]) => `${group}=${amount}`).join(', '));
  const change = (typed: string): void => {
    setText(typed);
    const parts = typed.split(',').map((part) => part.split('=').map((side) => side.trim()));
    onChange(
      Object.fromEntries(
        parts.filter(([group = '']) => group !== '').map(([group = '', amount = '']) => [group, amount]),
      ),
    );
  };
  return (
    <TextInput
      {...common}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      placeholder="2=5, 7=1.5"
    />
  );
}

/** A schedule in words, with its next five starts. */
function ScheduleField({ value, onChange, ...common }: TextFieldProps & { readonly value: string }) {
  const { api, words } = usePage();
  const formats = useFormats();
  const [starts, setStarts] = useState<readonly string[]>([]);
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(() => {
      api
        .send<{ starts: readonly string[] }>('POST', '/api/schedule', { schedule: value })
        .then((answer) => (isOld ? undefined : setStarts(answer.starts)))
        .catch(() => setStarts([]));
    }, 300);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [api, value]);
  const inWords = formats.schedule(value);
  return (
    <div>
      <TextInput
        {...common}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        placeholder="15"
      />
      <Text size="xs" c="dimmed">
        {words.settings.scheduleHint}
      </Text>
      <Text size="sm">
        {inWords}
        {starts.length === 0
          ? ''
          : ` · ${words.settings.nextStarts}: ${starts.map(formats.moment).join('; ')}`}
      </Text>
    </div>
  );
}
