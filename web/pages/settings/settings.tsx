import {
  Alert,
  Badge,
  Button,
  Card,
  Group,
  Loader,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useEffect, useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { useLoaded } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { linkTo } from '../../route.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { SettingField } from './setting-field.tsx';
import type { Choices } from '../../parts/choices.ts';
import type { SettingView } from './setting-field.tsx';

type Values = Readonly<Record<string, unknown>>;

interface Described {
  readonly sections: readonly { readonly section: string; readonly label: string }[];
  readonly settings: readonly SettingView[];
  readonly secrets: readonly { readonly secret: string; readonly label: string; readonly help: string }[];
}

interface Shown {
  readonly name: string;
  readonly version: number;
  readonly settings: Values;
  readonly secrets: readonly string[];
}

function isShown(setting: SettingView, values: Values): boolean {
  return setting.onlyWhen === null || values[setting.onlyWhen.setting] === setting.onlyWhen.is;
}

/** A warehouse with УНП works with SUPTO on: chosen beforehand, until a person has chosen otherwise. */
function withEdition(values: Values, edition: string): Values {
  return values['withoutSupto'] === true ? values : { ...values, warehouseBuild: edition };
}

/** The form of a server, made from the settings' description; nothing that was typed is lost by a fault. */
export function SettingsPage({ name }: { readonly name: string }) {
  const { api, words } = usePage();
  const described = useLoaded<Described>('/api/settings');
  const stored = useLoaded<Shown>(serverPath(name));
  const choices = useLoaded<Choices>(`${serverPath(name)}/choices`);
  const [values, setValues] = useState<Values | null>(null);
  const [version, setVersion] = useState(0);
  const [newName, setNewName] = useState(name);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isSaved, setIsSaved] = useState(false);

  useEffect(() => {
    if (stored.value === null || values !== null) return;
    setValues(stored.value.settings);
    setVersion(stored.value.version);
  }, [stored.value, values]);

  const edition = choices.value?.edition ?? null;
  useEffect(() => {
    if (edition !== null) setValues((before) => (before === null ? before : withEdition(before, edition)));
  }, [edition, values === null]);

  if (described.value === null || values === null) return <FaultBesideLoader fault={stored.fault} />;
  const { sections, settings, secrets } = described.value;

  const save = async (): Promise<boolean> => {
    setIsSaved(false);
    try {
      const body = { version, name: newName, settings: values };
      const saved = await api.send<Shown>('PUT', serverPath(name), body);
      setFault(null);
      setVersion(saved.version);
      setIsSaved(true);
      await choices.reload();
      if (saved.name !== name) location.hash = linkTo('server', saved.name, 'settings');
      return true;
    } catch (error) {
      setFault(asFault(error, words));
      return false;
    }
  };

  return (
    <Stack>
      <Group className="actions">
        <Button onClick={() => void save()}>{words.everywhere.save}</Button>
        <TestButton name={name} onBefore={save} />
        {isSaved ? <Badge color="pine.8">{words.everywhere.saved}</Badge> : null}
      </Group>
      {fault?.code === 'profile.changedMeanwhile' ? (
        <Alert color="orange">{words.settings.changedElsewhere}</Alert>
      ) : null}
      <FaultNote fault={fault} />
      {choices.fault === null ? null : (
        <Alert color="yellow" title={words.settings.chooseFirst}>
          {choices.fault.what}
        </Alert>
      )}
      <Card withBorder>
        <TextInput
          label={words.everywhere.name}
          value={newName}
          onChange={(event) => setNewName(event.currentTarget.value)}
        />
      </Card>
      <Secrets name={name} secrets={secrets} set={stored.value?.secrets ?? []} onChange={stored.reload} />
      {sections.map((section) => {
        const fields = settings.filter((each) => each.section === section.section && isShown(each, values));
        if (fields.length === 0) return null;
        return (
          <Section
            key={section.section}
            label={section.label}
            fields={fields}
            values={values}
            choices={choices.value}
            fault={fault}
            onChange={(key, value) => {
              setIsSaved(false);
              setValues((before) => ({ ...before, [key]: value }));
            }}
          />
        );
      })}
      <Group>
        <Button onClick={() => void save()}>{words.everywhere.save}</Button>
      </Group>
    </Stack>
  );
}

function Section(props: {
  readonly label: string;
  readonly fields: readonly SettingView[];
  readonly values: Values;
  readonly choices: Choices | null;
  readonly fault: Fault | null;
  readonly onChange: (key: string, value: unknown) => void;
}) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        {props.label}
      </Title>
      <Stack>
        {props.fields.map((setting) => (
          <SettingField
            key={setting.key}
            setting={setting}
            value={props.values[setting.key]}
            choices={props.choices}
            error={props.fault?.fields[setting.key]?.what}
            onChange={(value) => props.onChange(setting.key, value)}
          />
        ))}
      </Stack>
    </Card>
  );
}

function FaultBesideLoader({ fault }: { readonly fault: Fault | null }) {
  return fault === null ? <Loader /> : <FaultNote fault={fault} />;
}

/** Secrets are typed in and never shown again. */
function Secrets(props: {
  readonly name: string;
  readonly secrets: Described['secrets'];
  readonly set: readonly string[];
  readonly onChange: () => Promise<void>;
}) {
  const { api, words } = usePage();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const save = async (secret: string): Promise<void> => {
    try {
      await api.send('PUT', `${serverPath(props.name)}/secrets/${secret}`, { value: typed[secret] });
      setTyped((before) => ({ ...before, [secret]: '' }));
      setFault(null);
      await props.onChange();
    } catch (error) {
      setFault(asFault(error, words));
    }
  };
  return (
    <Card withBorder>
      <FaultNote fault={fault} />
      <Stack>
        {props.secrets.map(({ secret, label, help }) => (
          <Group key={secret} align="end">
            <PasswordInput
              label={label}
              description={`${help} – ${props.set.includes(secret) ? words.settings.secretSet : words.settings.secretNotSet}`}
              value={typed[secret] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setTyped((before) => ({ ...before, [secret]: value }));
              }}
              autoComplete="off"
              flex={1}
            />
            <Button
              variant="default"
              disabled={(typed[secret] ?? '') === ''}
              onClick={() => void save(secret)}
            >
              {words.everywhere.save}
            </Button>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

interface TestAnswer {
  readonly points: readonly {
    readonly point: string;
    readonly label: string;
    readonly isOk: boolean | null;
    readonly error: Fault | null;
  }[];
  /** Which currency the compared prices speak of; null when nothing could be compared. */
  readonly prices: string | null;
  /** What open orders that are too old still hold; null where there are none. */
  readonly agedOrders: string | null;
  /** What others have changed in the warehouse, and what these interfaces cannot do. */
  readonly notes: readonly string[];
}

/** „Тест на връзката“: both sides, each with its diagnosis. */
function TestButton({
  name,
  onBefore,
}: {
  readonly name: string;
  readonly onBefore: () => Promise<boolean>;
}) {
  const { api, words } = usePage();
  const [answer, setAnswer] = useState<TestAnswer | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const test = async (): Promise<void> => {
    setIsBusy(true);
    try {
      if (await onBefore()) setAnswer(await api.send<TestAnswer>('POST', `${serverPath(name)}/test`));
    } catch (error) {
      setFault(asFault(error, words));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Button variant="light" onClick={() => void test()} loading={isBusy} title={words.settings.testHint}>
        {words.settings.test}
      </Button>
      <Button
        component="a"
        href={`${serverPath(name)}/evidence.json`}
        download
        variant="default"
        title={words.settings.evidenceHint}
      >
        {words.settings.evidence}
      </Button>
      {answer === null ? null : (
        <Stack gap={4} aria-live="polite">
          {answer.points.map((point) => (
            <Text size="sm" key={point.point} c={point.isOk === false ? 'red' : 'pine'}>
              {point.isOk === true ? '✓' : point.isOk === false ? '✗' : '–'} {point.label}:{' '}
              {point.isOk === true ? words.settings.works : (point.error?.what ?? words.settings.notTried)}{' '}
              {point.error?.remedy ?? ''}
            </Text>
          ))}
          {answer.prices === null ? null : <Text size="sm">{answer.prices}</Text>}
          {answer.agedOrders === null ? null : <Text size="sm">{answer.agedOrders}</Text>}
          {answer.notes.map((note) => (
            <Text size="sm" key={note}>
              {note}
            </Text>
          ))}
        </Stack>
      )}
      <FaultNote fault={fault} />
    </>
  );
}
