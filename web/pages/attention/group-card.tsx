import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { AttentionGroup, AttentionRow } from '../../../src/api/attention.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { toldHere } from '../../parts/remedy.ts';
import { Count, Moment } from '../../parts/values.tsx';
import { linkTo } from '../../route.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { titleOf } from './group-title.ts';
import { Settle } from './settle.tsx';

/** So many are shown before somebody asks for all. */
const FIRST = 4;

/** What waits with one cause: its records, and what settles all of them at once. */
export function GroupCard(props: {
  readonly name: string;
  readonly group: AttentionGroup;
  /** Where a link to its cause leads. */
  readonly id?: string;
  readonly onAnswered: () => Promise<void>;
}) {
  const { api, words, may } = usePage();
  const { name, group, onAnswered } = props;
  const [isAside, setAside] = useState(false);
  const again = useAction(async () => {
    await api.tell(
      'post',
      '/api/profiles/{name}/attention/answer',
      { name },
      { to: { group: group.key }, answer: { kind: 'again' } },
    );
    await onAnswered();
  });
  return (
    <Card withBorder component="section" id={props.id} aria-label={titleOf(group, words)} padding="lg">
      <Group justify="space-between" align="start" wrap="nowrap">
        <Title order={2} className="cell-wrap">
          {titleOf(group, words)}
        </Title>
        <Badge color="orange" variant="light" size="lg">
          <Count value={group.count} />
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {words.attention.newest} <Moment iso={group.newest} />
      </Text>
      <Rows name={name} rows={group.rows} count={group.count} />
      <Remedies rows={group.rows} />
      <FaultNote fault={again.fault} />
      <Settle name={name} group={group} onAnswered={onAnswered} />
      {may('post /api/profiles/{name}/attention/answer') ? (
        <Answers
          group={group}
          isBusy={again.isBusy}
          onAgain={() => void again.run()}
          onAside={() => setAside(true)}
        />
      ) : null}
      {isAside ? (
        <DismissDialog
          name={name}
          to={{ group: group.key }}
          title={titleOf(group, words)}
          onClose={() => setAside(false)}
          onAnswered={onAnswered}
        />
      ) : null}
    </Card>
  );
}

/** What may be said of all of a group. */
function Answers(props: {
  readonly group: AttentionGroup;
  readonly isBusy: boolean;
  readonly onAgain: () => void;
  readonly onAside: () => void;
}) {
  const { words } = usePage();
  const { group } = props;
  const isReleased = group.rows.every((row) => row.isReleased);
  return (
    <Group gap="xs" mt="sm" className="no-print">
      {isReleased ? (
        <Badge color="pine" variant="light" size="lg">
          {words.attention.releasedHint}
        </Badge>
      ) : (
        <Button size="compact-md" variant="default" loading={props.isBusy} onClick={props.onAgain}>
          {isMended(group) ? words.attention.mended : words.attention.release}
        </Button>
      )}
      {group.mayDismiss ? (
        <Button size="compact-md" variant="subtle" color="gray" c="dimmed" onClick={props.onAside}>
          {words.attention.dismiss}
        </Button>
      ) : null}
    </Group>
  );
}

/** Of what a person mends elsewhere, he says that it is mended. */
function isMended({ settle }: AttentionGroup): boolean {
  return settle.kind === 'warehouse' || settle.kind === 'shop';
}

/** The place where a record is looked at; null where it has none. */
export function placeOf(name: string, subject: string): string | null {
  const [kind, id = ''] = subject.split(':');
  if (kind === 'order' && /^\d+$/.test(id)) return linkTo('server', name, 'orders', id);
  return kind === 'good' && /^\d+$/.test(id) ? linkTo('server', name, 'goods', id) : null;
}

function Rows(props: {
  readonly name: string;
  readonly rows: readonly AttentionRow[];
  readonly count: number;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { name, rows, count } = props;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, FIRST);
  const more = count - shown.length;
  return (
    <ul className="attention-rows">
      {shown.map((row) => {
        const place = placeOf(name, row.subject);
        return (
          <li key={row.id}>
            {place === null ? (
              <span className="cell-wrap">{row.what}</span>
            ) : (
              <a href={place} className="cell-wrap">
                {row.what}
              </a>
            )}
          </li>
        );
      })}
      {more > 0 && !isWhole ? (
        <li>
          <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>
            {fill(words.attention.moreItems, {
              n: formats.count(Math.min(more, rows.length - shown.length)),
            })}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

/** What to do, each way once: records of one cause may need several. */
function Remedies({ rows }: { readonly rows: readonly AttentionRow[] }) {
  const remedies = [...new Set(rows.map(({ remedy }) => toldHere(remedy)))].filter((told) => told !== '');
  return remedies.slice(0, 3).map((remedy) => (
    <Text key={remedy} size="sm" c="dimmed" className="cell-wrap">
      {remedy}
    </Text>
  ));
}
