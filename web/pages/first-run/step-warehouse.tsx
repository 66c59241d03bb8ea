import { Alert, Loader, PasswordInput, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PostedDraft } from '../../../src/api/draft.ts';
import type { FoundWarehouse, WarehouseAnswer, WarehouseFields } from '../../../src/api/setup.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { Icon } from '../../parts/icon.tsx';
import type { IconName } from '../../parts/icon.tsx';
import type { Form } from '../settings/form-store.ts';
import { useLook } from '../settings/look.ts';
import { AddressFields, freshFields, useEngines } from '../settings/warehouse-field.tsx';
import { Proof, Question } from './question.tsx';

type Asked = { readonly draft: PostedDraft; readonly fields: WarehouseFields | null };

/** The warehouse: chosen, reached, and proved by what it says of itself. */
export function StepWarehouse({ form, onDone }: { readonly form: Form; readonly onDone: () => void }) {
  const isKnown = form.values['warehouse'] !== '';
  const [fields, setFields] = useState<WarehouseFields | null>(null);
  const [asked, setAsked] = useState<Asked | null>(isKnown ? { draft: {}, fields: null } : null);
  if (asked !== null)
    return (
      <Proven
        form={form}
        draft={asked.draft}
        onBack={() => {
          setFields(asked.fields);
          setAsked(null);
        }}
        onDone={onDone}
      />
    );
  if (fields === null)
    return (
      <ChooseWarehouse
        onFields={setFields}
        onAsked={(draft, chosen) => setAsked({ draft, fields: chosen })}
      />
    );
  return (
    <ReachWarehouse
      fields={fields}
      onFields={setFields}
      onBack={() => setFields(null)}
      onAsked={(draft) => setAsked({ draft, fields })}
    />
  );
}

function useAddress() {
  const { api } = usePage();
  return async (fields: WarehouseFields) => api.tell('post', '/api/warehouse-address', {}, { fields });
}

/** What was found on the machine, and what a warehouse may be in. */
function ChooseWarehouse(props: {
  readonly onFields: (fields: WarehouseFields) => void;
  readonly onAsked: (draft: PostedDraft, fields: WarehouseFields) => void;
}) {
  const { api, words } = usePage();
  const engines = useEngines();
  const addressOf = useAddress();
  const { data } = useQuery({
    queryKey: ['/api/found-warehouses'],
    queryFn: () => api.ask('/api/found-warehouses', {}),
  });
  const choose = async ({ fields, isSure }: FoundWarehouse): Promise<void> => {
    if (!isSure) {
      props.onFields(fields);
      return;
    }
    const { address } = await addressOf(fields);
    props.onAsked({ settings: { warehouse: address } }, fields);
  };
  const engineOf = (engine: WarehouseFields['engine']) => engines.find((each) => each.engine === engine);
  const labelOf = (engine: WarehouseFields['engine']): string => engineOf(engine)?.label ?? engine;
  return (
    <Question title={words.firstRun.whereWarehouse} hint={words.firstRun.whereWarehouseHint}>
      <Stack gap="xs" aria-live="polite">
        <Text fw={600} size="sm">
          {data === undefined ? words.firstRun.looking : words.firstRun.found}
        </Text>
        {data === undefined ? <Loader size="sm" /> : null}
        {(data?.found ?? []).map((found) => (
          <Choice
            key={JSON.stringify(found.fields)}
            icon={engineOf(found.fields.engine)?.icon ?? 'database'}
            title={
              found.isSure
                ? found.fields.path
                : fill(words.firstRun.foundServer, { engine: labelOf(found.fields.engine) })
            }
            hint={found.isSure ? labelOf(found.fields.engine) : ''}
            onChoose={() => void choose(found)}
          />
        ))}
        {data?.found.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words.everywhere.nothingFound}
          </Text>
        ) : null}
      </Stack>
      <Text fw={600} size="sm">
        {words.firstRun.other}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
        {engines.map(({ engine, icon, label, hint }) => (
          <Choice
            key={engine}
            icon={icon}
            title={label}
            hint={hint}
            onChoose={() => props.onFields(freshFields(engine))}
          />
        ))}
      </SimpleGrid>
    </Question>
  );
}

function Choice(props: {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  readonly onChoose: () => void;
}) {
  return (
    <UnstyledButton className="choice" onClick={props.onChoose}>
      <Icon name={props.icon} size={24} />
      <span>
        <span className="choice-title">{props.title}</span>
        {props.hint === '' ? null : <span className="choice-hint">{props.hint}</span>}
      </span>
    </UnstyledButton>
  );
}

/** The fields by which the chosen one is reached, with its password. */
function ReachWarehouse(props: {
  readonly fields: WarehouseFields;
  readonly onFields: (fields: WarehouseFields) => void;
  readonly onBack: () => void;
  readonly onAsked: (draft: PostedDraft) => void;
}) {
  const { words } = usePage();
  const { fields, onFields, onBack, onAsked } = props;
  const addressOf = useAddress();
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<readonly string[]>([]);
  const isFile = fields.engine === 'access' || fields.engine === 'sqlite';
  const { run, isBusy, fault } = useAction(async () => {
    const built = await addressOf(fields);
    setMissing(built.missing);
    if (built.missing.length > 0) return;
    const secrets = password === '' ? {} : { warehouseSecret: password };
    onAsked({ settings: { warehouse: built.address }, secrets });
  });
  return (
    <Question
      title={words.firstRun.howReached}
      hint={useEngines(fields.engine).find(({ engine }) => engine === fields.engine)?.label ?? ''}
      onBack={onBack}
      onContinue={() => void run()}
      action={words.firstRun.connect}
      isBusy={isBusy}
    >
      <AddressFields fields={fields} onChange={onFields} isFocused missing={missing} />
      {isFile ? null : (
        <PasswordInput
          label={fields.engine === 'api' ? words.firstRun.apiKey : words.firstRun.password}
          description={words.firstRun.passwordHint}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
        />
      )}
      <FaultNote fault={fault} />
    </Question>
  );
}

/** What the warehouse says of itself, in a few words. */
function useFacts(look: WarehouseAnswer | null): readonly string[] {
  const { words } = usePage();
  const formats = useFormats();
  if (look === null) return [];
  return [
    look.edition === '3.07.100' ? words.firstRun.withSupto : words.firstRun.withoutSupto,
    formats.counted(look.locations.length, 'location'),
    formats.counted(look.goods, 'good'),
    look.facts.pricesIncludeVat ? words.firstRun.pricesWithVat : words.firstRun.pricesWithoutVat,
    look.facts.baseCurrency,
  ].filter((fact) => fact !== '');
}

/** The answer of the warehouse, or why there is none. */
function Proven(props: {
  readonly form: Form;
  readonly draft: PostedDraft;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const { words } = usePage();
  const { form, draft, onBack, onDone } = props;
  const look = useLook(form.name, draft);
  const { value } = look;
  const facts = useFacts(value);
  const save = async (): Promise<void> => {
    const build = value === null ? {} : { warehouseBuild: value.edition };
    const saved = await form.save({ ...draft, settings: { ...draft.settings, ...build } });
    if (saved !== null) onDone();
  };
  const title = fill(words.firstRun.foundWarehouse, { version: value?.facts.databaseVersion ?? '' });
  return (
    <Question
      title={words.firstRun.whereWarehouse}
      hint={String(draft.settings?.['warehouse'] ?? form.values['warehouse'])}
      onBack={onBack}
      onContinue={value === null ? null : () => void save()}
      isBusy={form.isBusy}
    >
      {look.isBusy && value === null ? (
        <Text role="status">
          <Loader size="xs" mr="xs" />
          {words.firstRun.asking}
        </Text>
      ) : null}
      <FaultNote fault={look.fault ?? form.fault} />
      {value === null ? null : <Proof title={title.trim()} facts={facts} />}
      {value === null || value.recordsOrders ? null : <Alert color="orange">{words.firstRun.readOnly}</Alert>}
      {value?.recordsOrders === true && !value.writesUnp ? (
        <Alert color="orange">{words.firstRun.noUnp}</Alert>
      ) : null}
    </Question>
  );
}
