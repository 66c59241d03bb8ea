import { Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fill } from '../../../src/texts/fill.ts';
import type { WarehouseAnswer } from '../../../src/api/setup.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import { idsOf } from '../settings/form-parts.ts';
import type { Values } from '../settings/form-parts.ts';
import type { Form } from '../settings/form-store.ts';
import { GroupTree } from '../settings/group-tree.tsx';
import { useLook } from '../settings/look.ts';
import { RecordField, RowField } from '../settings/record-fields.tsx';
import { ProposalNote, Question } from './question.tsx';

interface Asking {
  readonly form: Form;
  readonly look: WarehouseAnswer;
  readonly onBack: () => void;
  /** Saves the answer and goes on. */
  readonly onAnswer: (values: Values) => void;
}

function idOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function faultOf(form: Form, key: string): string | undefined {
  return form.faults[key]?.what;
}

const QUESTIONS = [AskLocation, AskGroups, AskDocument, AskDevice, AskCharges] as const;

/** What goes out and what comes in: one question after the other, each with what the warehouse proposes. */
export function StepFlow(props: {
  readonly form: Form;
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const { words } = usePage();
  const { form, onDone, onBack } = props;
  const look = useLook(form.name, {});
  const [index, setIndex] = useState(0);
  const hasSupto = form.values['warehouseBuild'] === '3.07.100';
  const asked = QUESTIONS.filter((question) => hasSupto || question !== AskDevice);
  if (look.value === null) return look.fault === null ? <PlaceSkeleton /> : <FaultNote fault={look.fault} />;
  const Here = asked[index] ?? AskLocation;
  const answer = async (settings: Values): Promise<void> => {
    if ((await form.save({ settings })) === null) return;
    if (index + 1 < asked.length) setIndex(index + 1);
    else onDone();
  };
  const place = { question: index + 1, questions: asked.length };
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {fill(words.firstRun.questionOf, place)}
      </Text>
      <Here
        key={index}
        form={form}
        look={look.value}
        onBack={() => (index === 0 ? onBack() : setIndex(index - 1))}
        onAnswer={(values) => void answer(values)}
      />
      <FaultNote fault={form.fault} />
    </Stack>
  );
}

function AskLocation({ form, look, onBack, onAnswer }: Asking) {
  const { words } = usePage();
  const proposed = look.proposals.location;
  const [location, setLocation] = useState(idOf(form.values['location']) ?? proposed?.value ?? null);
  const { whichLocation, whichLocationHint } = words.firstRun;
  return (
    <Question
      title={whichLocation}
      hint={whichLocationHint}
      onBack={onBack}
      onContinue={location === null ? null : () => onAnswer({ location })}
      isBusy={form.isBusy}
    >
      <RowField
        common={{
          id: 'setting-location',
          label: label(form, 'location'),
          description: '',
          error: faultOf(form, 'location'),
        }}
        rows={look.locations}
        value={location}
        onChange={setLocation}
        isNeeded
      />
      {location === proposed?.value ? <ProposalNote reason={proposed?.reason} /> : null}
    </Question>
  );
}

function label(form: Form, key: string): string {
  return form.described.settings.find((each) => each.key === key)?.label ?? key;
}

function AskGroups({ form, look, onBack, onAnswer }: Asking) {
  const { words } = usePage();
  const [groups, setGroups] = useState(idsOf(form.values['groups']));
  const [isOff, setIsOff] = useState(form.values['export'] === false);
  const { whichGroups, whichGroupsHint, exportOff } = words.firstRun;
  const values = isOff ? { export: false } : { export: true, groups };
  return (
    <Question
      title={whichGroups}
      hint={whichGroupsHint}
      onBack={onBack}
      onContinue={isOff || groups.length > 0 ? () => onAnswer(values) : null}
      isBusy={form.isBusy}
    >
      {isOff ? null : (
        <GroupTree
          id="setting-groups"
          label={label(form, 'groups')}
          description=""
          error={faultOf(form, 'groups')}
          groups={look.groups}
          chosen={groups}
          onChange={setGroups}
        />
      )}
      <Switch label={exportOff} checked={isOff} onChange={(event) => setIsOff(event.currentTarget.checked)} />
    </Question>
  );
}

const DOCUMENTS = [
  { value: '19', label: 'document19', hint: 'document19Hint' },
  { value: '14', label: 'document14', hint: 'document14Hint' },
  { value: '13', label: 'document13', hint: 'document13Hint' },
  { value: '2', label: 'document2', hint: 'document2Hint' },
] as const;
const OFF = 'off';

function AskDocument({ form, look, onBack, onAnswer }: Asking) {
  const { words } = usePage();
  const isOff = form.values['import'] === false || !look.recordsOrders;
  const [chosen, setChosen] = useState(isOff ? OFF : String(form.values['documentType']));
  const { whichDocument, whichDocumentHint, importOff } = words.firstRun;
  const documents = DOCUMENTS.filter(
    ({ value }) => look.recordsOrders && (value !== '2' || look.writesSales),
  );
  return (
    <Question
      title={whichDocument}
      hint={whichDocumentHint}
      onBack={onBack}
      onContinue={() => onAnswer(chosen === OFF ? { import: false } : { import: true, documentType: chosen })}
      isBusy={form.isBusy}
    >
      <Radio.Group value={chosen} onChange={setChosen} aria-label={whichDocument}>
        <Stack gap="sm">
          {documents.map(({ value, label: name, hint }) => (
            <Radio
              key={value}
              value={value}
              label={words.firstRun[name]}
              description={words.firstRun[hint]}
            />
          ))}
          <Radio value={OFF} label={importOff} />
        </Stack>
      </Radio.Group>
    </Question>
  );
}

function AskDevice({ form, look, onBack, onAnswer }: Asking) {
  const { words } = usePage();
  const formats = useFormats();
  const { device } = look.proposals;
  const stored = String(form.values['deviceSerial']);
  const [operator, setOperator] = useState(
    idOf(form.values['operator']) ?? look.proposals.operator?.value ?? null,
  );
  const [serial, setSerial] = useState(stored === '' ? (device?.value.serial ?? '') : stored);
  const isProposed = stored === '' && device !== null && serial === device.value.serial;
  const range = isProposed ? { unpFrom: device.value.from, unpTo: device.value.to } : {};
  const { whichDevice, whichDeviceHint, rangeFrom } = words.firstRun;
  return (
    <Question
      title={whichDevice}
      hint={whichDeviceHint}
      onBack={onBack}
      onContinue={
        operator === null || serial === ''
          ? null
          : () => onAnswer({ operator, deviceSerial: serial.trim(), ...range })
      }
      isBusy={form.isBusy}
    >
      <RowField
        common={{
          id: 'setting-operator',
          label: label(form, 'operator'),
          description: '',
          error: faultOf(form, 'operator'),
        }}
        rows={look.operators}
        value={operator}
        onChange={setOperator}
        isNeeded
      />
      <TextInput
        id="setting-deviceSerial"
        label={label(form, 'deviceSerial')}
        value={serial}
        onChange={(event) => setSerial(event.currentTarget.value)}
        error={faultOf(form, 'deviceSerial')}
        autoComplete="off"
        maw={280}
      />
      {isProposed ? (
        <>
          <ProposalNote reason={device.reason} />
          <Text size="sm" c="dimmed">
            {fill(rangeFrom, {
              from: formats.count(device.value.from),
              to: formats.count(device.value.to),
            })}
          </Text>
        </>
      ) : null}
    </Question>
  );
}

function AskCharges({ form, look, onBack, onAnswer }: Asking) {
  const { words } = usePage();
  const { proposals } = look;
  const first = (key: 'deliveryGood' | 'feeGood'): number | null =>
    idOf(form.values[key]) ?? proposals[key]?.value ?? null;
  const [deliveryGood, setDelivery] = useState(first('deliveryGood'));
  const [feeGood, setFee] = useState(first('feeGood'));
  const { whichCharges, whichChargesHint } = words.firstRun;
  const field = (
    key: 'deliveryGood' | 'feeGood',
    value: number | null,
    onChange: (id: number | null) => void,
  ) => (
    <RecordField
      common={{ id: `setting-${key}`, label: label(form, key), description: '', error: faultOf(form, key) }}
      form={form}
      setting={key}
      kind="good"
      value={value}
      onChange={onChange}
    />
  );
  return (
    <Question
      title={whichCharges}
      hint={whichChargesHint}
      onBack={onBack}
      onContinue={() => onAnswer({ deliveryGood, feeGood })}
      isBusy={form.isBusy}
    >
      {field('deliveryGood', deliveryGood, setDelivery)}
      {field('feeGood', feeGood, setFee)}
      {deliveryGood !== null && deliveryGood === proposals.deliveryGood?.value ? (
        <ProposalNote reason={proposals.deliveryGood.reason} />
      ) : null}
    </Question>
  );
}
