import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { FirmRow } from '../../../src/api/firm/firms.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { anyText, oneOf, useFilters, useTyped } from '../../filters.ts';
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
import { firmLines, firmSums } from './firm-lines.ts';
import type { FirmLine, FirmSums } from './firm-lines.ts';

const FIRMS = '/api/firms';
const FILTERS = { search: anyText, needs: oneOf(['yes']) };
/** Nobody is told of other firms as they work: all of them are asked for so often while somebody looks. */
const LOOK_MS = 15_000;

/** All firms and how their shops stand, the worst first: where whoever looks after them begins. */
export function Firms() {
  const { words } = usePage();
  const { value, fault, reload } = useAnswer(FIRMS, {});
  const [isAdding, setIsAdding] = useState(false);
  const [asked, setAsked] = useState<{ readonly wish: FirmWish; readonly firm: FirmRow } | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  useEffect(() => {
    const looks = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, LOOK_MS);
    return () => clearInterval(looks);
  }, [reload]);
  const close = (): void => {
    setIsAdding(false);
    setAsked(null);
    void reload();
  };
  return (
    <Stack>
      <PlaceActions>
        <Button onClick={() => setIsAdding(true)}>{words.firms.newFirm}</Button>
      </PlaceActions>
      {value === null ? null : <Sums sums={firmSums(value)} />}
      <FirmList firms={value} fault={fault} onAsk={(wish, firm) => setAsked({ wish, firm })} />
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
  readonly firms: readonly FirmRow[] | null;
  readonly fault: ReturnType<typeof useAnswer>['fault'];
  readonly onAsk: (wish: FirmWish, firm: FirmRow) => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { firms, fault } = props;
  const [wanted, setWanted] = useFilters(FILTERS);
  const [typed, setTyped] = useTyped(wanted.search, (search) => setWanted({ search }, 'typed'));
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const { search, needs } = wanted;
  const lines = useMemo(
    () => (firms === null ? null : firmLines(firms, { search, needs }, open)),
    [firms, search, needs, open],
  );
  const columns = useFirmColumns({
    onAsk: props.onAsk,
    onToggle: ({ id }) =>
      setOpen((before) =>
        before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]),
      ),
  });
  const shown = lines?.filter(({ kind }) => kind === 'firm').length ?? 0;
  return (
    <ListPage
      label={words.shell.firms}
      rows={{
        count: lines?.length ?? null,
        isMore: false,
        at: (index) => lines?.[index],
        want: nothing,
        fault,
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
      countText={() => formats.counted(shown, 'firm')}
    />
  );
}

/** All rows are here from the beginning. */
function nothing(): void {
  // Nothing has to be fetched.
}
