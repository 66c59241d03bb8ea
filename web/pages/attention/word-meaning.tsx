import { Anchor, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import type { AttentionGroup } from '../../../src/api/attention.ts';
import type { WordRow } from '../../../src/api/words.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { linkTo } from '../../route.ts';
import { titleOf } from './group-title.ts';

/** The words that a group asks about: the one it names, or those of its kind that nobody has explained. */
function wordsAsked(group: AttentionGroup, known: readonly WordRow[]): readonly WordRow[] {
  const { word } = group;
  if (word === null) return [];
  const open = known.filter(({ kind, choices }) => kind === word.kind && choices.length > 0);
  return word.word === ''
    ? open.filter(({ inUse }) => inUse === null)
    : open.filter((row) => row.word === word.word);
}

/** Says what a word of the shop means; whatever waited for it is tried again. */
export function WordMeaning(props: {
  readonly name: string;
  readonly group: AttentionGroup;
  readonly onAnswered: () => Promise<void>;
}) {
  const { words, may } = usePage();
  const { name, group, onAnswered } = props;
  const { value, fault } = useAnswer('/api/profiles/{name}/words', { name });
  if (!may('put /api/profiles/{name}/words')) return <Text size="sm">{words.everywhere.ownerOnly}</Text>;
  const asked = wordsAsked(group, value ?? []);
  return (
    <>
      <FaultNote fault={fault} />
      {asked.map((row) => (
        <OneWord
          key={`${row.kind} ${row.word}`}
          name={name}
          group={group}
          row={row}
          onAnswered={onAnswered}
        />
      ))}
      {asked.length > 0 ? null : (
        <Anchor href={linkTo('server', name, 'words')}>{words.attention.toWords}</Anchor>
      )}
    </>
  );
}

function OneWord(props: {
  readonly name: string;
  readonly group: AttentionGroup;
  readonly row: WordRow;
  readonly onAnswered: () => Promise<void>;
}) {
  const { api, words } = usePage();
  const { name, group, row } = props;
  const [meaning, setMeaning] = useState(row.inUse ?? row.proposed ?? '');
  const keep = useAction(async () => {
    const { kind, word } = row;
    await api.tell('put', '/api/profiles/{name}/words', { name }, { kind, word, meaning });
    await api.tell(
      'post',
      '/api/profiles/{name}/attention/answer',
      { name },
      { to: { group: group.key }, answer: { kind: 'again' } },
    );
    await props.onAnswered();
  });
  const label = group.word?.word === '' ? row.shown : titleOf(group, words);
  return (
    <>
      <Group mt="sm" gap="xs" align="end">
        <NativeSelect
          label={label}
          value={meaning}
          data={[{ value: '', label: words.attention.wordChoose }, ...row.choices]}
          onChange={(event) => setMeaning(event.currentTarget.value)}
        />
        <Button disabled={meaning === ''} loading={keep.isBusy} onClick={() => void keep.run()}>
          {words.everywhere.save}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {words.attention.wordHint}
      </Text>
      <FaultNote fault={keep.fault} />
    </>
  );
}
