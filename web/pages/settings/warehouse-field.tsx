import { Checkbox, Group, Input, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WarehouseFields } from '../../../src/api/setup.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import type { CommonField } from './record-fields.tsx';

type Engine = WarehouseFields['engine'];

const ENGINES = [
  { engine: 'access', icon: 'file', label: 'engineAccess', hint: 'engineAccessHint' },
  { engine: 'mssql', icon: 'database', label: 'engineMssql', hint: 'engineMssqlHint' },
  { engine: 'mysql', icon: 'database', label: 'engineMysql', hint: 'engineMysqlHint' },
  { engine: 'sqlite', icon: 'file', label: 'engineSqlite', hint: 'engineSqliteHint' },
  { engine: 'api', icon: 'plug', label: 'engineApi', hint: 'engineApiHint' },
  { engine: 'agent', icon: 'plug', label: 'engineAgent', hint: 'engineAgentHint' },
] as const;

/**
 * What a warehouse may be in that is set up here, and what it is in already, with a picture and a sentence of
 * each; none before the program has told.
 */
export function useEngines(now: Engine | null = null) {
  const { words } = usePage();
  const { value } = useAnswer('/api/warehouse-engines', {});
  const isShown = (engine: Engine): boolean => engine === now || (value?.engines ?? []).includes(engine);
  return ENGINES.filter(({ engine }) => isShown(engine)).map(({ engine, icon, label, hint }) => ({
    engine,
    icon,
    label: words.settings[label],
    hint: words.settings[hint],
  }));
}

/** The fields of an address, as the program reads it; null while it is asked, or where no engine has it. */
export function useFieldsOf(address: string): WarehouseFields | null {
  const { api } = usePage();
  const { data } = useQuery({
    queryKey: ['/api/warehouse-address', address],
    queryFn: () => api.tell('post', '/api/warehouse-address', {}, { address }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.fields ?? null;
}

const EMPTY = {
  path: '',
  host: 'localhost',
  port: '',
  database: '',
  user: '',
  instance: '',
  options: '',
  isSecure: false,
};

/** Fields with which nothing is said of an engine yet. */
export function freshFields(engine: Engine): WarehouseFields {
  return { engine, ...EMPTY, ...(engine === 'agent' ? { host: '' } : {}) };
}

/** The fields that an engine is reached by. */
export function AddressFields(props: {
  readonly fields: WarehouseFields;
  readonly onChange: (fields: WarehouseFields) => void;
  /** The one that has the focus at first. */
  readonly isFocused?: boolean;
  /** Names of those that have to be filled in yet. */
  readonly missing?: readonly string[];
}) {
  const { words } = usePage();
  const { fields, onChange, isFocused = false, missing = [] } = props;
  const { engine } = fields;
  const text = (
    name: 'path' | 'host' | 'port' | 'database' | 'user' | 'instance' | 'options',
    more: {
      readonly label?: string;
      readonly hint?: string;
      readonly placeholder?: string;
      readonly isFirst?: boolean;
    } = {},
  ) => (
    <TextInput
      label={more.label ?? words.settings[name]}
      description={more.hint}
      // Fields beside each other stand in one line, whether something is to be said of them or not.
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={more.placeholder ?? ''}
      value={fields[name]}
      error={missing.includes(name) && fields[name] === '' ? words.firstRun.needed : undefined}
      onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
      {...(more.isFirst === true && isFocused ? { 'data-autofocus': true, autoFocus: true } : {})}
      autoComplete="off"
      spellCheck={false}
    />
  );
  if (engine === 'access' || engine === 'sqlite')
    return text('path', {
      isFirst: true,
      placeholder:
        engine === 'access'
          ? 'C:\\ProgramData\\Microinvest\\Warehouse Pro\\Microinvest.mdb'
          : '/srv/warehouse.db',
    });
  if (engine === 'agent')
    return text('host', {
      isFirst: true,
      label: words.settings.agentName,
      hint: words.settings.engineAgentHint,
      placeholder: 'magazin-7',
    });
  const port = text('port', { placeholder: words.settings.portUsual });
  const host = text('host', { hint: words.settings.hostHint });
  if (engine === 'api')
    return (
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {host}
          {port}
        </SimpleGrid>
        <Checkbox
          label={words.settings.secure}
          checked={fields.isSecure}
          onChange={(event) => onChange({ ...fields, isSecure: event.currentTarget.checked })}
        />
      </Stack>
    );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {host}
      {port}
      {text('database', { isFirst: true })}
      {text('user')}
      {engine === 'mssql' ? text('instance', { hint: words.settings.instanceHint }) : null}
      {text('options', { hint: words.settings.optionsHint })}
    </SimpleGrid>
  );
}

/** The address of the warehouse, built from what it is in and how that is reached. */
export function WarehouseField(props: {
  readonly common: CommonField;
  readonly value: unknown;
  readonly onChange: (address: string) => void;
}) {
  const { api, words } = usePage();
  const { common, value, onChange } = props;
  const address = String(value ?? '');
  const read = useFieldsOf(address);
  const [typed, setTyped] = useState<WarehouseFields | null>(null);
  const fields = typed ?? read;
  const engines = useEngines(fields?.engine);
  const change = async (next: WarehouseFields): Promise<void> => {
    setTyped(next);
    const built = await api.tell('post', '/api/warehouse-address', {}, { fields: next });
    onChange(built.address);
  };
  return (
    <Input.Wrapper label={common.label} error={common.error} labelElement="div">
      <Stack gap="sm" mt="xs">
        <Group align="end">
          <Select
            id={common.id}
            label={words.settings.engine}
            data={engines.map(({ engine, label }) => ({ value: engine, label }))}
            value={fields?.engine ?? null}
            onChange={(chosen) => {
              const next = engines.find(({ engine }) => engine === chosen)?.engine;
              if (next !== undefined) void change(freshFields(next));
            }}
            allowDeselect={false}
            w={{ base: '100%', sm: 320 }}
          />
        </Group>
        {fields === null ? null : <AddressFields fields={fields} onChange={(next) => void change(next)} />}
        <Text size="xs" c="dimmed" ff="monospace" className="cell-wrap">
          {address}
        </Text>
      </Stack>
    </Input.Wrapper>
  );
}
