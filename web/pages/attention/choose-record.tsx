import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { AttentionGroup } from '../../../src/api/attention.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { useAction, useRenew } from '../../answers.ts';
import { serverPath } from '../../api.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { SearchChoice } from '../../parts/search-choice.tsx';
import type { Found } from '../../parts/search-choice.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';

const MOST_FOUND = 20;

/** Chooses what a cause asks for: it is kept as a setting, and all of the group is tried again. */
export function ChooseRecord(props: {
  readonly name: string;
  readonly group: AttentionGroup;
  readonly onAnswered: () => Promise<void>;
}) {
  const { words, may } = usePage();
  const [isOpen, setOpen] = useState(false);
  const verb = verbOf(props.group, words);
  if (!may('put /api/profiles/{name}')) return <Text size="sm">{words.everywhere.ownerOnly}</Text>;
  return (
    <Group mt="sm">
      <Button onClick={() => setOpen(true)}>{verb}</Button>
      {isOpen ? <ChooseDialog {...props} verb={verb} onClose={() => setOpen(false)} /> : null}
    </Group>
  );
}

function verbOf({ settle: { setting } }: AttentionGroup, words: PageWords): string {
  if (setting === 'feeGood') return words.attention.chooseFee;
  if (setting === 'discountGood') return words.attention.chooseDiscount;
  return setting === 'namelessPartner' ? words.attention.chooseNameless : words.attention.chooseDelivery;
}

function ChooseDialog(props: {
  readonly name: string;
  readonly group: AttentionGroup;
  readonly verb: string;
  readonly onClose: () => void;
  readonly onAnswered: () => Promise<void>;
}) {
  const { api, words } = usePage();
  const renew = useRenew();
  const { name, group, verb } = props;
  const { setting, record } = group.settle;
  const [chosen, setChosen] = useState<Found | null>(null);
  const search = async (text: string): Promise<readonly Found[]> => {
    const kind = record ?? 'good';
    const wanted = { kind, text, limit: MOST_FOUND, isCharge: kind === 'good' };
    const { found } = await api.tell('post', '/api/profiles/{name}/look/records', { name }, wanted);
    return found
      .filter((row) => !row.isDeleted)
      .map((row) => ({ id: row.id, name: row.name, code: row.code, hint: row.mark }));
  };
  const keep = useAction(async () => {
    if (setting === null || chosen === null) return;
    const { version } = await api.ask('/api/profiles/{name}', { name });
    const settings = { [setting]: chosen.id };
    await api.tell('put', '/api/profiles/{name}', { name }, { version, name, settings });
    await api.tell(
      'post',
      '/api/profiles/{name}/attention/answer',
      { name },
      { to: { group: group.key }, answer: { kind: 'again' } },
    );
    await renew(serverPath(name));
    await props.onAnswered();
    props.onClose();
  });
  return (
    <Dialog onClose={props.onClose} title={verb} size="md">
      <Text size="sm" c="dimmed" mb="sm">
        {words.attention.chooseHint}
      </Text>
      <SearchChoice label={verb} value={chosen} onChange={setChosen} search={search} />
      <FaultNote fault={keep.fault} />
      <Group justify="end" mt="lg" gap="xs">
        <Button variant="default" onClick={props.onClose}>
          {words.everywhere.cancel}
        </Button>
        <Button disabled={chosen === null} loading={keep.isBusy} onClick={() => void keep.run()}>
          {words.everywhere.save}
        </Button>
      </Group>
    </Dialog>
  );
}
