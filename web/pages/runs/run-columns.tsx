import { Text } from '@mantine/core';
import { fill } from '../../../src/texts/fill.ts';
import type { FoundRun, RunLine, RunRow } from '../../../src/api/runs.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { Label } from '../../parts/label.tsx';
import type { Column } from '../../parts/lists/column.ts';
import { startedText } from '../../started-by.ts';
import { Moment } from '../../parts/values.tsx';

const COLORS = {
  done: 'pine',
  stopped: 'gray',
  interrupted: 'orange',
  failed: 'red',
  going: 'blue',
} as const;

/** How a run ended, or that it goes on. */
export function EndBadge({ end }: { readonly end: RunRow['end'] }) {
  const { words } = usePage();
  const color = COLORS[end ?? 'going'];
  return <Label color={color}>{end === null ? words.everywhere.working : words.names.ends[end]}</Label>;
}

/** How long a run took, in words; nothing while it goes on. */
export function useLasted(): (run: RunRow) => string {
  const formats = useFormats();
  return ({ startedAt, endedAt }) =>
    endedAt === null ? '' : formats.duration((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
}

/** What a run came to, over all of its tasks. */
export function Did({ run }: { readonly run: RunRow }) {
  const { words } = usePage();
  const formats = useFormats();
  const sums = { created: 0, updated: 0, attention: 0, failed: 0 };
  for (const counts of Object.values(run.counts ?? {}))
    for (const key of ['created', 'updated', 'attention', 'failed'] as const) sums[key] += counts?.[key] ?? 0;
  const parts = [
    [words.runs.made, sums.created],
    [words.runs.sent, sums.updated],
    [words.runs.parked, sums.attention],
    [words.runs.refused, sums.failed],
  ] as const;
  const told = parts.filter(([, count]) => count > 0);
  if (told.length > 0)
    return told.map(([text, count]) => fill(text, { count: formats.count(count) })).join(', ');
  return run.end === 'done' ? words.runs.nothing : '–';
}

function Result({ run }: { readonly run: FoundRun }) {
  const { words } = usePage();
  const isSilent = run.fault === null && run.end === 'interrupted';
  return (
    <div>
      <EndBadge end={run.end} />
      {run.fault === null && !isSilent ? null : (
        <Text size="xs" c="red" mt={2}>
          {run.fault?.what ?? words.runs.noWord}
        </Text>
      )}
    </div>
  );
}

function Quiet({ line }: { readonly line: Extract<RunLine, { kind: 'quiet' }> }) {
  const { words } = usePage();
  const formats = useFormats();
  return (
    <Text component="span" size="sm" c="dimmed">
      {fill(words.runs.quiet, { runs: formats.counted(line.count, 'run') })}
    </Text>
  );
}

/** From the first to the last of some runs; of the same minute it is said once. */
function spanText(from: string, until: string, words: PageWords): string {
  return from === until ? from : fill(words.runs.quietSpan, { from, until });
}

/** The columns of the list of runs. */
export function useRunColumns(): readonly Column<RunLine>[] {
  const { words } = usePage();
  const formats = useFormats();
  const lasted = useLasted();
  return [
    {
      key: 'started',
      heading: words.runs.started,
      onCard: 'title',
      width: 'minmax(12rem, 1.4fr)',
      cell: (line) =>
        line.kind === 'run' ? (
          <Moment iso={line.run.startedAt} />
        ) : (
          spanText(formats.moment(line.oldest.startedAt), formats.moment(line.newest.startedAt), words)
        ),
    },
    {
      key: 'by',
      heading: words.runs.by,
      width: 'minmax(8rem, 1fr)',
      cell: (line) => startedText(line.kind === 'run' ? line.run : line.newest, words),
    },
    {
      key: 'result',
      heading: words.runs.result,
      width: 'minmax(9rem, 2fr)',
      cell: (line) => (line.kind === 'run' ? <Result run={line.run} /> : <EndBadge end="done" />),
    },
    {
      key: 'did',
      heading: words.runs.did,
      width: 'minmax(9rem, 1.6fr)',
      cell: (line) => (line.kind === 'run' ? <Did run={line.run} /> : <Quiet line={line} />),
    },
    {
      key: 'lasted',
      heading: words.runs.lasted,
      isNumber: true,
      width: 'minmax(6rem, 0.8fr)',
      cell: (line) => (line.kind === 'run' ? lasted(line.run) : ''),
      isEmpty: (line) => line.kind === 'quiet' || line.run.endedAt === null,
    },
  ];
}
