import { Select, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ListedChange } from '../../../src/api/firm/setting-changes.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { useAnswer } from '../../answers.ts';
import type { AnswerOf } from '../../contract.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ListPage } from '../../parts/lists/list-page.tsx';
import type { Column } from '../../parts/lists/column.ts';
import { Moment } from '../../parts/values.tsx';
import { useCursorRows } from '../../rows.ts';
import { changeLabel, changeValue } from './change-words.ts';

const KINDS = {
  setting: 'kindSetting',
  secret: 'kindSecret',
  profile: 'kindProfile',
  pair: 'kindPair',
  word: 'kindWord',
  attention: 'kindAttention',
  link: 'kindLink',
  order: 'kindOrder',
  account: 'kindAccount',
  backup: 'kindBackup',
  erasure: 'kindErasure',
  reporting: 'kindReporting',
} as const satisfies Record<ListedChange['kind'], keyof PageWords['firm']>;

const PATH = '/api/changes';

function readPage({ changes, hasMore }: AnswerOf<'get', typeof PATH>) {
  const last = changes.at(-1);
  return { rows: changes, next: hasMore && last !== undefined ? `${last.at} ${last.id}` : null };
}

/** Who changed what, and when; of secrets only that they were. */
export function SettingChanges() {
  const { words } = usePage();
  const formats = useFormats();
  const { value: servers } = useAnswer('/api/profiles', {});
  const [profile, setProfile] = useState('');
  const rows = useCursorRows({
    path: PATH,
    valuesOf: useCallback(
      (cursor: string | number | null) => {
        const [at = '', id = '0'] = String(cursor ?? '').split(' ');
        return { profile, at, id: Number(id) };
      },
      [profile],
    ),
    read: readPage,
  });
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.firm.changesHint}
      </Text>
      <ListPage<ListedChange>
        label={words.firm.changes}
        rows={rows}
        columns={columnsOf(words, formats)}
        keyOf={({ id }) => String(id)}
        filters={
          <Select
            aria-label={words.shell.server}
            data={[
              { value: '', label: `${words.shell.server}: ${words.firm.allServers}` },
              ...(servers ?? []).map(({ name }) => ({ value: name, label: name })),
            ]}
            value={profile}
            onChange={(chosen) => setProfile(chosen ?? '')}
            allowDeselect={false}
          />
        }
        empty={<EmptyState text={words.firm.noChanges} />}
        countText={(count) => formats.counted(count, 'change')}
      />
    </>
  );
}

function columnsOf(
  words: PageWords,
  { schedule, counted }: ReturnType<typeof useFormats>,
): readonly Column<ListedChange>[] {
  const spoken = (field: string, value: string): string =>
    field === 'retention' ? counted(Number(value), 'day') : schedule(value);
  return [
    {
      key: 'what',
      heading: words.firm.what,
      width: 'minmax(12rem, 2fr)',
      onCard: 'title',
      cell: (row) => (
        <>
          {changeLabel(row, words.firm)}
          <Text size="xs" c="dimmed">
            {words.firm[KINDS[row.kind]]} · {row.profile === '' ? words.firm.wholeProgram : row.profile}
          </Text>
        </>
      ),
    },
    {
      key: 'before',
      heading: words.firm.before,
      cell: (row) => <span className="cell-wrap">{changeValue(row, row.before, words.firm, spoken)}</span>,
    },
    {
      key: 'after',
      heading: words.firm.after,
      cell: (row) => <span className="cell-wrap">{changeValue(row, row.after, words.firm, spoken)}</span>,
    },
    {
      key: 'who',
      heading: words.firm.who,
      cell: (row) => (row.who === '' ? words.firm.terminal : row.who),
    },
    {
      key: 'when',
      heading: words.firm.when,
      width: 'minmax(10rem, 1fr)',
      cell: (row) => <Moment iso={row.at} />,
    },
  ];
}
