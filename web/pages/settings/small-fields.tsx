import {
  ActionIcon,
  Button,
  Group,
  Input,
  PasswordInput,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '../../../src/texts/fill.ts';
import type { WarehouseAnswer } from '../../../src/api/setup.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { textsIn } from './form-parts.ts';
import { useFormats } from '../../formats.ts';
import { Icon } from '../../parts/icon.tsx';
import type { Form } from './form-store.ts';
import type { CommonField } from './record-fields.tsx';

const TYPING_MS = 300;
const OFTEN = ['', '1', '5', '15', '30', '60'];

/** Pieces kept back, a line for each group. */
export function AmountsField(props: {
  readonly common: CommonField;
  readonly value: unknown;
  readonly groups: WarehouseAnswer['groups'] | null;
  readonly onChange: (amounts: Readonly<Record<string, string>>) => void;
}) {
  const { words } = usePage();
  const { common, groups, onChange } = props;
  const amounts = Object.entries(Object(props.value)).map(([id, amount]) => [id, String(amount)] as const);
  const options = (groups ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  const free = options.find(({ value }) => !amounts.some(([id]) => id === value));
  const change = (index: number, next: readonly [string, string] | null): void => {
    const lines = amounts.flatMap((line, at) => (at === index ? (next === null ? [] : [next]) : [line]));
    onChange(Object.fromEntries(lines));
  };
  return (
    <Input.Wrapper
      label={common.label}
      description={common.description}
      error={common.error}
      labelElement="div"
    >
      <Stack gap="xs" mt="xs" role="group" aria-label={common.label} id={common.id} tabIndex={-1}>
        {amounts.map(([id, amount], index) => (
          <Group key={id} gap="xs" wrap="nowrap">
            <Select
              aria-label={words.settings.amountGroup}
              data={options.length === 0 ? [id] : options}
              value={id}
              onChange={(chosen) => (chosen === null ? undefined : change(index, [chosen, amount]))}
              searchable
              allowDeselect={false}
              flex={1}
            />
            <TextInput
              aria-label={words.settings.amount}
              value={amount}
              onChange={(event) => change(index, [id, event.currentTarget.value])}
              inputMode="decimal"
              w={90}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={words.settings.amountRemove}
              onClick={() => change(index, null)}
            >
              <Icon name="close" />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            disabled={free === undefined}
            onClick={() => onChange({ ...Object.fromEntries(amounts), [free?.value ?? '']: '1' })}
          >
            {words.settings.amountAdd}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}

/** States of an order, as the shop writes them: those that it was seen to use are offered. */
export function StatusesField(props: {
  readonly common: CommonField;
  readonly name: string;
  readonly value: unknown;
  readonly onChange: (statuses: readonly string[]) => void;
}) {
  const { words } = usePage();
  const { value: seen } = useAnswer('/api/profiles/{name}/words', { name: props.name });
  const statuses = (seen ?? []).filter(({ kind, word }) => kind === 'orderStatus' && word !== '');
  return (
    <TagsInput
      {...props.common}
      data={[...new Set(statuses.map(({ word }) => word))]}
      value={[...textsIn(props.value)]}
      onChange={props.onChange}
      clearable
      clearButtonProps={{ 'aria-label': words.everywhere.clear }}
    />
  );
}

/** When runs start by themselves: one of the usual ways, or any other, with the next starts. */
export function ScheduleField(props: {
  readonly common: CommonField;
  readonly value: string;
  readonly onChange: (schedule: string) => void;
}) {
  const { api, words } = usePage();
  const formats = useFormats();
  const { common, value, onChange } = props;
  const [isOther, setIsOther] = useState(!OFTEN.includes(value));
  const [typed] = useDebouncedValue(value, TYPING_MS);
  const { data } = useQuery({
    queryKey: ['/api/schedule', typed],
    queryFn: () => api.tell('post', '/api/schedule', {}, { schedule: typed }),
    enabled: typed !== '',
  });
  const text = (minutes: string): string => {
    if (minutes === '') return words.settings.scheduleOff;
    if (minutes === '1') return words.settings.scheduleOften;
    return minutes === '60' ? words.settings.scheduleHour : fill(words.settings.scheduleEvery, { minutes });
  };
  const usual = OFTEN.map((minutes) => ({ value: `m${minutes}`, label: text(minutes) }));
  const other = { value: 'other', label: words.settings.scheduleOther };
  const starts = typed === '' ? [] : (data?.starts ?? []).slice(0, 3);
  return (
    <div>
      <Select
        {...common}
        data={[...usual, other]}
        value={isOther ? 'other' : `m${value}`}
        onChange={(chosen) => {
          setIsOther(chosen === 'other');
          if (chosen !== null && chosen !== 'other') onChange(chosen.slice(1));
        }}
        allowDeselect={false}
        error={isOther ? undefined : common.error}
      />
      {isOther ? (
        <TextInput
          mt="xs"
          label={words.settings.scheduleTyped}
          description={words.settings.scheduleHint}
          value={value}
          error={common.error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : null}
      {starts.length === 0 ? null : (
        <Text size="sm" c="dimmed" mt={4}>
          {words.settings.nextStarts}: {starts.map(formats.moment).join('; ')}
        </Text>
      )}
    </div>
  );
}

/** A secret, typed and never shown again; says whether one is kept, and when the kept one is void. */
export function SecretField({ form, secret }: { readonly form: Form; readonly secret: string }) {
  const { words } = usePage();
  const view = form.described.secrets.find((each) => each.secret === secret);
  if (view === undefined) return null;
  const isKept = form.stored.secrets.some((each) => each === secret);
  const typed = form.secrets[secret] ?? '';
  const isVoid = form.voided.includes(secret) && typed === '';
  return (
    <PasswordInput
      id={`setting-${secret}`}
      label={view.label}
      description={`${view.help}. ${isKept ? words.settings.secretSet : words.settings.secretNotSet}`}
      placeholder={isKept && !isVoid ? '••••••••' : ''}
      error={isVoid ? words.settings.secretVoid : form.faults[secret]?.what}
      value={typed}
      onChange={(event) => form.setSecret(secret, event.currentTarget.value)}
      autoComplete="new-password"
    />
  );
}
