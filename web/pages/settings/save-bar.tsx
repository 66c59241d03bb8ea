import { Button, Group, Text } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import type { Form } from './form-store.ts';

/** What can be done with the form, always in sight: how much is not saved, test, save. */
export function SaveBar(props: {
  readonly form: Form;
  /** Everything that was typed has just been saved. */
  readonly isSaved: boolean;
  readonly onSave: () => void;
  readonly onTest: () => void;
}) {
  const { words } = usePage();
  const { form, isSaved, onSave, onTest } = props;
  const { unsaved } = form;
  const text = fill(words.settings.unsavedChanges, { count: unsaved });
  return (
    <div className="save-bar">
      <Text size="sm" c={unsaved === 0 ? 'pine' : 'dimmed'} aria-live="polite" className="save-note">
        {unsaved === 0 ? (isSaved ? words.everywhere.saved : '') : text}
      </Text>
      <Group gap="xs" wrap="nowrap">
        {unsaved === 0 ? null : (
          <Button variant="subtle" color="gray" c="dimmed" onClick={form.discard} visibleFrom="sm">
            {words.settings.discard}
          </Button>
        )}
        <Button variant="default" onClick={onTest} loading={form.isBusy} title={words.settings.testHint}>
          {words.settings.test}
        </Button>
        <Button onClick={onSave} disabled={unsaved === 0} loading={form.isBusy}>
          {words.everywhere.save}
        </Button>
      </Group>
    </div>
  );
}
