import {
  Accordion,
  Alert,
  Anchor,
  Button,
  Card,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import type { SettingView } from '../../../src/api/settings.ts';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FOLDED, foldOf, foundBy, MANUAL, matters, SECRET_BEHIND, secretMatters } from './form-parts.ts';
import type { Folded } from './form-parts.ts';
import type { Form } from './form-store.ts';
import { useNamed } from './look.ts';
import type { Look } from './look.ts';
import { SettingField } from './setting-field.tsx';
import { SecretField } from './small-fields.tsx';
import { summaryOf } from './summary.ts';

/** A warehouse with УНП works with SUPTO on: it is offered, unless a person has agreed to go without. */
export function SuptoNote({ form, look }: { readonly form: Form; readonly look: Look }) {
  const { words } = usePage();
  const { warehouseBuild, withoutSupto } = form.values;
  const edition = look.value?.edition ?? warehouseBuild;
  if (edition !== '3.07.100' || warehouseBuild === edition || withoutSupto === true) return null;
  return (
    <Alert variant="light" color="orange">
      <Group justify="space-between" gap="xs">
        <Text size="sm" flex="1 1 16rem">
          {words.settings.suptoSeen}
        </Text>
        <Button variant="default" size="compact-md" onClick={() => form.set({ warehouseBuild: edition })}>
          {words.settings.suptoTurnOn}
        </Button>
      </Group>
    </Alert>
  );
}

/** What still keeps the server from running, each the way to its field. */
export function MissingNote({
  form,
  onShow,
}: {
  readonly form: Form;
  readonly onShow: (key: string) => void;
}) {
  const { words } = usePage();
  const keys = Object.keys(form.stored.faults).filter((key) => !(key in (form.draft.settings ?? {})));
  if (keys.length === 0) return null;
  const label = (key: string): string =>
    form.described.settings.find((each) => each.key === key)?.label ?? key;
  return (
    <Alert variant="light" color="orange">
      <Group gap="xs">
        <Text size="sm">{words.settings.missing}</Text>
        {keys.map((key) => (
          <Anchor key={key} component="button" type="button" size="sm" onClick={() => onShow(key)}>
            {label(key)}
          </Anchor>
        ))}
      </Group>
    </Alert>
  );
}

/** Name and type (S33, S34), then the manual's settings in its order and under its labels. */
export function ManualPart({ form, look }: { readonly form: Form; readonly look: Look }) {
  const { words } = usePage();
  const type = 'WarehousePro Import Export Seliton';
  return (
    <Card withBorder component="section">
      <Title order={2}>{words.settings.manual}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {words.settings.manualHint}
      </Text>
      <Stack gap="md" maw={640}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            id="setting-name"
            label={words.everywhere.name}
            value={form.typedName}
            onChange={(event) => form.setName(event.currentTarget.value)}
          />
          <Select label={words.everywhere.type} data={[type]} value={type} allowDeselect={false} />
        </SimpleGrid>
        {MANUAL.map((key) => (
          <ManualField key={key} name={key} form={form} look={look} />
        ))}
      </Stack>
    </Card>
  );
}

function ManualField(props: { readonly name: string; readonly form: Form; readonly look: Look }) {
  const { name, form, look } = props;
  if (name === 'secret')
    return secretMatters(name, form.values) ? <SecretField form={form} secret={name} /> : null;
  const setting = form.described.settings.find(({ key }) => key === name);
  if (setting === undefined || !matters(setting, form.values)) return null;
  return <SettingField setting={setting} form={form} look={look} />;
}

/** Fields of one part, each with the secret that belongs to it. */
function Fields(props: {
  readonly settings: readonly SettingView[];
  readonly form: Form;
  readonly look: Look;
}) {
  const { form, look } = props;
  return (
    <Stack gap="md" maw={640}>
      {props.settings
        .filter((setting) => matters(setting, form.values))
        .map((setting) => {
          const secret = SECRET_BEHIND[setting.key];
          return (
            <Stack key={setting.key} gap="md">
              <SettingField setting={setting} form={form} look={look} />
              {secret !== undefined && secretMatters(secret, form.values) ? (
                <SecretField form={form} secret={secret} />
              ) : null}
            </Stack>
          );
        })}
    </Stack>
  );
}

function usePartLabel(form: Form): (fold: Folded) => string {
  const { words } = usePage();
  return (fold) =>
    fold === 'goods' || fold === 'guards'
      ? words.settings[fold]
      : (form.described.sections.find(({ section }) => section === fold)?.label ?? fold);
}

/** Everything else, a part a line, opened where it is wanted. */
export function FoldedParts(props: {
  readonly form: Form;
  readonly look: Look;
  readonly open: readonly string[];
  readonly onOpen: (open: readonly string[]) => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { form, look } = props;
  const labelOf = usePartLabel(form);
  const idsOf = (kind: string): readonly number[] =>
    form.described.settings.flatMap((setting) => {
      const id = setting.kind === kind ? form.values[setting.key] : null;
      return typeof id === 'number' ? [id] : [];
    });
  const goods = useNamed(form.name, form.tried, { kind: 'good', ids: idsOf('good') });
  const partners = useNamed(form.name, form.tried, { kind: 'partner', ids: idsOf('partner') });
  const names = (kind: string, id: number): string =>
    (kind === 'good' ? goods : partners).get(id)?.name ?? fill(words.settings.numberOnly, { id });
  const around = { look, words, schedule: formats.schedule, names };
  return (
    <Accordion
      multiple
      value={[...props.open]}
      onChange={props.onOpen}
      variant="separated"
      order={2}
      keepMounted={false}
    >
      {FOLDED.map((fold) => {
        const settings = form.described.settings.filter((setting) => foldOf(setting) === fold);
        if (!settings.some((setting) => matters(setting, form.values))) return null;
        const isFaulty = settings.some(({ key }) => key in form.faults);
        return (
          <Accordion.Item key={fold} value={fold}>
            <Accordion.Control>
              <Text fw={600}>{labelOf(fold)}</Text>
              <Text size="sm" c={isFaulty ? 'red' : 'dimmed'} lineClamp={2} className="cell-wrap">
                {summaryOf(settings, form.values, around)}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Fields settings={settings} form={form} look={look} />
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

/** Settings that hold what is typed, wherever they stand. */
export function FoundPart(props: { readonly form: Form; readonly look: Look; readonly typed: string }) {
  const { words } = usePage();
  const { form, look, typed } = props;
  const found = foundBy(form.described.settings, typed).filter((setting) => matters(setting, form.values));
  if (found.length === 0)
    return <EmptyState icon="search" text={fill(words.settings.foundNothing, { text: typed })} />;
  return (
    <Card withBorder>
      <Fields settings={found} form={form} look={look} />
    </Card>
  );
}
