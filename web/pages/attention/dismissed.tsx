import { Button, Card, Group, Text, Title } from '@mantine/core';
import type { DismissedRow } from '../../../src/api/attention.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';

/** What people have put aside, by whom and why, and the way back. */
export function Dismissed(props: {
  readonly name: string;
  readonly rows: readonly DismissedRow[];
  readonly onAnswered: () => Promise<void>;
}) {
  const { api, words, may } = usePage();
  const formats = useFormats();
  const { name, rows } = props;
  const show = useAction(async (item: number) => {
    const answer = { kind: 'show' } as const;
    await api.tell(
      'post',
      '/api/profiles/{name}/attention/answer',
      { name },
      { to: { items: [item] }, answer },
    );
    await props.onAnswered();
  });
  if (rows.length === 0) return null;
  return (
    <Card withBorder component="section" aria-label={words.attention.dismissed}>
      <Title order={2} size="h3">
        {words.attention.dismissed}
      </Title>
      <FaultNote fault={show.fault} />
      <ul className="attention-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <Group justify="space-between" gap="xs">
              <div className="cell-wrap">
                <Text size="sm">{row.what}</Text>
                <Text size="sm" c="dimmed">
                  {fill(words.attention.dismissedBy, {
                    who: row.by === '' ? words.attention.terminal : row.by,
                    when: formats.moment(row.dismissedAt),
                    reason: row.reason,
                  })}
                </Text>
              </div>
              {may('post /api/profiles/{name}/attention/answer') ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${words.attention.show}: ${row.what}`}
                  onClick={() => void show.run(row.id)}
                >
                  {words.attention.show}
                </Button>
              ) : null}
            </Group>
          </li>
        ))}
      </ul>
    </Card>
  );
}
