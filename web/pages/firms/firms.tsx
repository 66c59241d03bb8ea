import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { FirmRow, FirmSums } from '../../../src/api/firm/firms.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useRenew } from '../../answers.ts';
import { usePage } from '../../context.ts';
import type { AnswerOf } from '../../contract.ts';
import { anyText, oneOf, useFilters, useTyped } from '../../filters.ts';
import type { FiltersOf } from '../../filters.ts';
import { useFormats } from '../../formats.ts';
import { GivenPassword } from '../../parts/dialogs/given-password.tsx';
import type { Given } from '../../parts/dialogs/given-password.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Icon } from '../../parts/icon.tsx';
import { FilterChip } from '../../parts/lists/filter-chip.tsx';
import { ListPage } from '../../parts/lists/list-page.tsx';
import { PlaceActions } from '../../parts/place-head.tsx';
import { useFirmColumns } from './firm-columns.tsx';
import type { FirmWish } from './firm-columns.tsx';
import { FirstOwner, NewFirm, RenameFirm, SuspendFirm } from './firm-dialogs.tsx';
import { useCursorRows } from '../../rows.ts';
import type { CursorRows } from '../../rows.ts';
import { firmLines } from './firm-lines.ts';
import type { FirmLine } from './firm-lines.ts';

const FIRMS = '/api/firms';
const FILTERS = { search: anyText, needs: oneOf(['yes']) };
/** Nobody is told of other firms as they work: all of them are asked for so often while somebody looks. */
const LOOK_MS = 15_000;

/** All firms and how their shops stand, the worst first: where whoever looks after them begins. */
export function Firms() {
  const { words } = usePage();
  const renew = useRenew();
  const [wanted, setWanted] = useFilters(FILTERS);
  const { search, needs } = wanted;
  const rows = useCursorRows({
    path: FIRMS,
    valuesOf: (cursor) => ({ search, needs, page: Number(cursor ?? 1) }),
    read: ({ firms, page, pageSize, found }) => ({
      rows: firms,
      next: page * pageSize < found ? page + 1 : null,
    }),
  });
  const [isAdding, setIsAdding] = useState(false);
  const [asked, setAsked] = useState<{ readonly wish: FirmWish; readonly firm: FirmRow } | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  useEffect(() => {
    const looks = setInterval(() => {
      if (document.visibilityState === 'visible') void renew(FIRMS);
    }, LOOK_MS);
    return () => clearInterval(looks);
  }, [renew]);
  const close = (): void => {
    setIsAdding(false);
    setAsked(null);
    void renew(FIRMS);
  };
  return (
    <Stack>
      <PlaceActions>
        <Button onClick={() => setIsAdding(true)}>{words.firms.newFirm}</Button>
      </PlaceActions>
      {rows.first === null ? null : <Sums sums={rows.first.sums} />}
      <FirmList rows={rows} filters={[wanted, setWanted]} onAsk={(wish, firm) => setAsked({ wish, firm })} />
      {isAdding ? <NewFirm onClose={close} /> : null}
      {asked?.wish === 'rename' ? <RenameFirm firm={asked.firm} onClose={close} /> : null}
      {asked?.wish === 'suspend' || asked?.wish === 'resume' ? (
        <SuspendFirm firm={asked.firm} onClose={close} />
      ) : null}
      {asked?.wish === 'owner' ? <FirstOwner firm={asked.firm} onGiven={setGiven} onClose={close} /> : null}
      {given === null ? null : <GivenPassword given={given} onClose={() => setGiven(null)} />}
    </Stack>
  );
}

/** In one sentence whether anybody is needed, green only where nobody is; and what there is of each. */
function Sums({ sums }: { readonly sums: FirmSums }) {
  const { words } = usePage();
  const formats = useFormats();
  const { firms } = words;
  const [color, icon, title, hint] =
    sums.shops === 0
      ? (['gray', 'nothing', firms.noneYet, firms.noneYetHint] as const)
      : sums.needing === 0
        ? (['green', 'done', words.home.well, firms.nobodyNeeded] as const)
        : ([
            sums.isBad ? 'red' : 'orange',
            sums.isBad ? 'warning' : 'attention',
            fill(firms.someNeed, { shops: formats.counted(sums.needing, 'shop') }),
            fill(firms.inFirms, {
              firms: formats.counted(sums.needingFirms, 'firm'),
              all: formats.count(sums.firms),
            }),
          ] as const);
  const counts = [
    [words.shell.firms, sums.firms],
    [words.shell.reportingShort, sums.shops],
    [firms.needCount, sums.needing],
    [firms.wellCount, sums.well],
  ] as const;
  return (
    <Card withBorder component="section" aria-label={title} padding="lg">
      <div className="standing">
        <span className={`standing-mark standing-${color}`}>
          <Icon name={icon} size={22} />
        </span>
        <div className="standing-words">
          <Title order={2}>{title}</Title>
          <Text c="dimmed">{hint}</Text>
        </div>
      </div>
      <dl className="facts standing-facts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure">{formats.count(count)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function keyOf(line: FirmLine): string {
  return line.kind === 'firm' ? `firm ${line.firm.id}` : `shop ${line.firm.id} ${line.shop.name}`;
}

function FirmList(props: {
  readonly rows: CursorRows<FirmRow, AnswerOf<'get', typeof FIRMS>>;
  readonly filters: ReturnType<typeof useFilters<FiltersOf<typeof FILTERS>>>;
  readonly onAsk: (wish: FirmWish, firm: FirmRow) => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { rows } = props;
  const [{ search, needs }, setWanted] = props.filters;
  const [typed, setTyped] = useTyped(search, (text) => setWanted({ search: text }, 'typed'));
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const { known } = rows;
  const lines = useMemo(() => (known === null ? null : firmLines(known, open)), [known, open]);
  const columns = useFirmColumns({
    onAsk: props.onAsk,
    onToggle: ({ id }) =>
      setOpen((before) =>
        before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]),
      ),
  });
  const found = rows.first?.found ?? 0;
  return (
    <ListPage
      label={words.shell.firms}
      rows={{
        ...rows,
        // One more than is here while there is more: its place is what brings the next page.
        count: lines === null ? null : lines.length + (rows.isMore ? 1 : 0),
        at: (index) => lines?.[index],
        want: (first, last) => {
          if (lines !== null && last >= lines.length - 1) rows.want(first, rows.count ?? 0);
        },
      }}
      columns={columns}
      keyOf={keyOf}
      search={{ value: typed, hint: words.firms.search, onChange: setTyped }}
      filters={
        <FilterChip
          label={words.firms.onlyNeeding}
          isOn={needs === 'yes'}
          onChange={(isOn) => setWanted({ needs: isOn ? 'yes' : '' })}
        />
      }
      empty={
        <EmptyState
          icon={search === '' ? 'done' : 'search'}
          text={search === '' ? words.firms.nobodyNeeded : words.firms.nothingSuch}
        />
      }
      countText={() => formats.counted(found, 'firm')}
    />
  );
}
