import { Alert, Stack, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { TestAnswer } from '../../../src/api/settings.ts';
import { fill } from '../../../src/texts/fill.ts';
import type { Language } from '../../../src/texts/text.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { Icon } from '../../parts/icon.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import { toldHere } from '../../parts/remedy.ts';
import { UnsavedGuard } from '../../parts/unsaved.tsx';
import { goTo } from '../../route.ts';
import { focusField } from './focus-field.ts';
import { foldOf, matters } from './form-parts.ts';
import { FoldedParts, FoundPart, ManualPart, MissingNote, SuptoNote } from './form-sections.tsx';
import { useForm } from './form-store.ts';
import type { Form } from './form-store.ts';
import { useLook } from './look.ts';
import type { Look } from './look.ts';
import { SaveBar } from './save-bar.tsx';
import { TestPanel } from './test-panel.tsx';

/** Settings of a server: the manual's first, the rest folded; one button saves all that is typed. */
export function SettingsPage({ name, rest }: { readonly name: string; readonly rest: readonly string[] }) {
  const { form, fault } = useForm(name);
  if (form === null) return fault === null ? <PlaceSkeleton /> : <FaultNote fault={fault} />;
  return <SettingsForm form={form} wanted={rest[0] ?? null} />;
}

function SettingsForm({ form, wanted }: { readonly form: Form; readonly wanted: string | null }) {
  const { words } = usePage();
  const look = useLook(form.name, form.values['warehouse'] === '' ? null : form.tried);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<readonly string[]>([]);
  const tested = useTested(form);
  const [notice, setNotice] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const show = (key: string): void => {
    const setting = form.described.settings.find((each) => each.key === key);
    const fold = setting === undefined ? null : foldOf(setting);
    const isOff = setting !== undefined && !matters(setting, form.values);
    if (isOff) setNotice(fill(words.settings.offNow, { label: setting.label }));
    if (isOff) return;
    if (fold !== null) setOpen((before) => (before.includes(fold) ? before : [...before, fold]));
    setTyped('');
    focusField(key);
  };
  useEffect(() => {
    if (wanted === null) return;
    setNotice(null);
    show(wanted);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each address that is gone to
  }, [wanted]);
  const faulty = Object.keys(form.faults).join();
  useEffect(() => {
    const [first] = faulty.split(',');
    // What the program refused is shown at its field; what is told while one types steals no focus.
    if (first !== undefined && first !== '' && form.fault !== null) show(first);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when other fields are refused
  }, [faulty, form.fault]);
  const save = async (): Promise<void> => {
    // What was tested is not what stands from now on.
    tested.forget();
    const saved = await form.save();
    setIsSaved(saved !== null);
    if (saved === null) return;
    const [first] = saved.voided;
    setNotice(
      first !== undefined
        ? words.settings.secretForgotten
        : saved.unchecked === null
          ? null
          : words.settings.savedUnchecked,
    );
    if (saved.name !== form.name) goTo('server', saved.name, 'settings');
    else if (first !== undefined) show(first);
  };
  return (
    <Stack gap="lg" pb={72}>
      <UnsavedGuard isUnsaved={form.unsaved > 0} />
      <TextInput
        className="no-print"
        aria-label={words.settings.find}
        placeholder={words.settings.find}
        leftSection={<Icon name="search" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        type="search"
      />
      <Told form={form} look={look} notice={notice} />
      {tested.answer === null ? null : <TestPanel name={form.name} answer={tested.answer} />}
      {typed.trim() === '' ? (
        <>
          <SuptoNote form={form} look={look} />
          <MissingNote form={form} onShow={show} />
          <ManualPart form={form} look={look} />
          <FoldedParts form={form} look={look} open={open} onOpen={setOpen} />
        </>
      ) : (
        <FoundPart form={form} look={look} typed={typed} />
      )}
      <SaveBar form={form} isSaved={isSaved} onSave={() => void save()} onTest={() => void tested.test()} />
    </Stack>
  );
}

/** What the test found, in words of the program: it is asked again when the page's language is another one. */
function useTested(form: Form) {
  const { language } = usePage();
  const [found, setFound] = useState<{ readonly answer: TestAnswer; readonly language: Language } | null>(
    null,
  );
  const test = async (): Promise<void> => {
    const answer = await form.test();
    if (answer !== null) setFound({ answer, language });
  };
  const isOtherLanguage = found !== null && found.language !== language;
  useEffect(() => {
    if (isOtherLanguage) void test();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each switch of the language
  }, [isOtherLanguage]);
  return { answer: found?.answer ?? null, test, forget: () => setFound(null) };
}

/** What the program says of the form as a whole. */
function Told(props: { readonly form: Form; readonly look: Look; readonly notice: string | null }) {
  const { words } = usePage();
  const { form, look, notice } = props;
  return (
    <>
      <FaultNote fault={form.fault?.code === 'profile.changedMeanwhile' ? null : form.fault} />
      {form.fault?.code === 'profile.changedMeanwhile' ? (
        <Alert color="orange">{words.settings.changedElsewhere}</Alert>
      ) : null}
      {notice === null ? null : (
        <Alert color="orange" role="status">
          {notice}
        </Alert>
      )}
      {look.fault === null ? null : (
        <Alert color="orange" title={words.settings.lookFailed}>
          {look.fault.what} {toldHere(look.fault.remedy)}
        </Alert>
      )}
    </>
  );
}
