import { Card, Text, Title } from '@mantine/core';
import type { Home } from '../../../src/api/home.ts';
import { usePage } from '../../context.ts';
import { Count } from '../../parts/values.tsx';
import { linkTo } from '../../route.ts';

/** As many causes are named; the rest stands at its place. */
const MOST_CAUSES = 6;

interface Row {
  readonly label: string;
  readonly count: number;
  readonly href: string;
  readonly isYours: boolean;
}

/** What waits for a person, by cause, and what waits for a status or the next run. */
export function WaitsCard({ name, home }: { readonly name: string; readonly home: Home }) {
  const { words } = usePage();
  const rows = rowsOf(name, home, words);
  return (
    <Card withBorder component="section" aria-label={words.home.waits}>
      <Title order={2} size="h4" c="dimmed" fw={500} mb="xs">
        {words.home.waits}
      </Title>
      {rows.length === 0 ? <Text c="dimmed">{words.home.nothingWaits}</Text> : null}
      <ul className="waits">
        {rows.map(({ label, count, href, isYours }) => (
          <li key={label}>
            <a href={href}>
              <span className={isYours ? 'waits-count waits-yours' : 'waits-count'}>
                <Count value={count} />
              </span>
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function rowsOf(
  name: string,
  { waits, stages }: Home,
  words: ReturnType<typeof usePage>['words'],
): readonly Row[] {
  const causes = waits.slice(0, MOST_CAUSES).map(({ cause, count }) => ({
    label: words.names.causes[cause],
    count,
    href: linkTo('server', name, 'attention', cause),
    isYours: true,
  }));
  const orders = [
    [words.home.waitsStatus, stages.waiting ?? 0],
    [words.home.waitsSeen, (stages.seen ?? 0) + (stages.intended ?? 0)],
    [words.home.waitsUnclear, stages.uncertain ?? 0],
  ] as const;
  return [
    ...causes,
    ...orders
      .filter(([, count]) => count > 0)
      .map(([label, count]) => ({ label, count, href: linkTo('server', name, 'orders'), isYours: false })),
  ];
}
