import { Button, Menu, Text, UnstyledButton } from '@mantine/core';
import type { FirmRow, FirmShop } from '../../../src/api/firm/firms.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { Icon } from '../../parts/icon.tsx';
import { Label } from '../../parts/label.tsx';
import type { LabelColor } from '../../parts/label.tsx';
import type { Column } from '../../parts/lists/column.ts';
import { Count } from '../../parts/values.tsx';
import type { FirmLine } from './firm-lines.ts';
import { LastRun } from './last-run.tsx';
import { wordOf } from './standing-word.ts';

/** What may be done with a firm. */
export type FirmWish = 'rename' | 'suspend' | 'resume' | 'owner';

const COLORS: Readonly<Record<FirmShop['standing'], LabelColor>> = {
  failed: 'red',
  late: 'red',
  waiting: 'orange',
  held: 'orange',
  stopped: 'gray',
  new: 'gray',
  working: 'blue',
  well: 'pine',
};
const SECONDS = 60;
/** Causes of one shop that are named. */
const NAMED = 3;

/** Columns of firms and of the shops below them. */
export function useFirmColumns(how: {
  readonly onToggle: (firm: FirmRow) => void;
  readonly onAsk: (wish: FirmWish, firm: FirmRow) => void;
}): readonly Column<FirmLine>[] {
  const { words } = usePage();
  return [
    {
      key: 'name',
      heading: words.shell.firmChoice,
      width: 'minmax(10rem, 2fr)',
      onCard: 'title',
      cell: (line) =>
        line.kind === 'firm' ? (
          <FirmName line={line} onToggle={() => how.onToggle(line.firm)} />
        ) : (
          <span className="firms-shop">{line.shop.name}</span>
        ),
    },
    {
      key: 'standing',
      heading: words.goods.standing,
      width: 'minmax(7rem, 1fr)',
      cell: (line) => (line.kind === 'firm' ? <OfFirm line={line} /> : <Standing of={line.shop.standing} />),
    },
    {
      key: 'run',
      heading: words.servers.lastRun,
      width: 'minmax(9rem, 1.4fr)',
      cell: (line) => (line.kind === 'firm' ? null : <LastRun shop={line.shop} />),
      isEmpty: ({ kind }) => kind === 'firm',
    },
    ...whyColumns(words),
    {
      key: 'more',
      heading: words.everywhere.more,
      onCard: 'action',
      width: '4.5rem',
      isNumber: true,
      cell: (line) =>
        line.kind === 'firm' ? (
          <FirmMenu firm={line.firm} onAsk={(wish) => how.onAsk(wish, line.firm)} />
        ) : null,
      isEmpty: ({ kind }) => kind === 'shop',
    },
  ];
}

/** Why a shop needs somebody; of a firm all of its shops together. */
function whyColumns({ firms }: PageWords): readonly Column<FirmLine>[] {
  return [
    {
      key: 'late',
      heading: firms.late,
      width: 'minmax(5rem, 0.8fr)',
      cell: (line) => (
        <Late shops={line.kind === 'firm' ? line.firm.shops : [line.shop]} isOne={line.kind === 'shop'} />
      ),
      isEmpty: (line) => line.kind === 'firm' && latest(line.firm.shops) === 0,
    },
    {
      key: 'sides',
      heading: firms.sides,
      width: 'minmax(7rem, 1fr)',
      cell: (line) => (
        <Sides shops={line.kind === 'firm' ? line.firm.shops : [line.shop]} isOne={line.kind === 'shop'} />
      ),
      isEmpty: (line) => line.kind === 'firm' && !line.firm.shops.some(isAway),
    },
    {
      key: 'waits',
      heading: firms.waits,
      width: 'minmax(7rem, 1.4fr)',
      cell: (line) =>
        line.kind === 'firm' ? <Waiting shops={line.firm.shops} /> : <Causes shop={line.shop} />,
      isEmpty: (line) => waiting(line.kind === 'firm' ? line.firm.shops : [line.shop]) === 0,
    },
  ];
}

/** What a firm is called, with the one that nobody has named. */
export function useFirmName(): (firm: Pick<FirmRow, 'name'>) => string {
  const { words } = usePage();
  return ({ name }) => (name === '' ? words.firms.unnamed : name);
}

function FirmName(props: {
  readonly line: Extract<FirmLine, { kind: 'firm' }>;
  readonly onToggle: () => void;
}) {
  const { words } = usePage();
  const nameOf = useFirmName();
  const { firm, isOpen } = props.line;
  const name = nameOf(firm);
  const marks = (
    <>
      {firm.suspendedAt === null ? null : <Label color="gray">{words.firms.suspended}</Label>}
      {firm.hasOwner ? null : <Label color="yellow">{words.firms.noOwner}</Label>}
    </>
  );
  if (firm.shops.length === 0)
    return (
      <span className="firms-name firms-bare">
        <strong>{name}</strong> {marks}
      </span>
    );
  return (
    <span className="firms-name">
      <UnstyledButton
        className={isOpen ? 'firms-toggle open' : 'firms-toggle'}
        aria-expanded={isOpen}
        aria-label={fill(isOpen ? words.firms.fold : words.firms.unfold, { name })}
        onClick={props.onToggle}
      >
        <Icon name="next" size={16} />
        <strong>{name}</strong>
      </UnstyledButton>{' '}
      {marks}
    </span>
  );
}

function Standing({ of }: { readonly of: FirmShop['standing'] }) {
  const { words } = usePage();
  return <Label color={COLORS[of]}>{wordOf(of, words)}</Label>;
}

/** The worst of its shops, and how many of them stand so. */
function OfFirm({ line }: { readonly line: Extract<FirmLine, { kind: 'firm' }> }) {
  const { words } = usePage();
  const [worst] = line.firm.shops;
  if (worst === undefined) return <Text size="sm">{words.firms.noShops}</Text>;
  if (line.firm.suspendedAt !== null) return null;
  const same = line.firm.shops.filter(({ standing }) => standing === worst.standing).length;
  return (
    <span className="firms-standing">
      <Standing of={worst.standing} />
      {line.firm.shops.length === 1 ? null : (
        <Text span size="xs" c="dimmed">
          {fill(words.firms.of, { count: same, all: line.firm.shops.length })}
        </Text>
      )}
    </span>
  );
}

function latest(shops: readonly FirmShop[]): number {
  return Math.max(0, ...shops.map(({ lateMinutes }) => lateMinutes ?? 0));
}

function Late({ shops, isOne }: { readonly shops: readonly FirmShop[]; readonly isOne: boolean }) {
  const { words } = usePage();
  const formats = useFormats();
  const minutes = latest(shops);
  if (minutes > 0)
    return (
      <Text size="sm" c="red">
        {formats.duration(minutes * SECONDS)}
      </Text>
    );
  if (!isOne) return null;
  const isByHand = shops.every(({ lateMinutes }) => lateMinutes === null);
  return (
    <Text size="sm" c="dimmed">
      {isByHand ? words.firms.byHand : words.firms.onTime}
    </Text>
  );
}

function isAway({ health }: FirmShop): boolean {
  return health.shop === false || health.warehouse === false;
}

function Sides({ shops, isOne }: { readonly shops: readonly FirmShop[]; readonly isOne: boolean }) {
  const { words } = usePage();
  const away = [
    ...(shops.some(({ health }) => health.warehouse === false) ? [words.firms.warehouseAway] : []),
    ...(shops.some(({ health }) => health.shop === false) ? [words.firms.shopAway] : []),
  ];
  if (away.length > 0)
    return (
      <Text size="sm" c="red">
        {away.join(', ')}
      </Text>
    );
  if (!isOne) return null;
  const isKnown = shops.every(({ health }) => health.shop === true && health.warehouse === true);
  return (
    <Text size="sm" c="dimmed">
      {isKnown ? words.firms.answers : '–'}
    </Text>
  );
}

function waiting(shops: readonly FirmShop[]): number {
  return shops.flatMap(({ attention }) => attention).reduce((sum, { count }) => sum + count, 0);
}

function Waiting({ shops }: { readonly shops: readonly FirmShop[] }) {
  const count = waiting(shops);
  return count === 0 ? null : <Count value={count} />;
}

function Causes({ shop: { attention } }: { readonly shop: FirmShop }) {
  const { words } = usePage();
  const formats = useFormats();
  const named = attention
    .slice(0, NAMED)
    .map(({ cause, count }) => `${words.names.causes[cause]}: ${formats.count(count)}`);
  return (
    <Text size="sm" className="cell-wrap">
      {[...named, ...(attention.length > NAMED ? ['…'] : [])].join('; ')}
    </Text>
  );
}

function FirmMenu({ firm, onAsk }: { readonly firm: FirmRow; readonly onAsk: (wish: FirmWish) => void }) {
  const { words } = usePage();
  const nameOf = useFirmName();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          className="no-print"
          aria-label={`${words.everywhere.more}: ${nameOf(firm)}`}
        >
          {words.everywhere.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAsk('rename')}>{words.firms.rename}</Menu.Item>
        {firm.hasOwner ? null : <Menu.Item onClick={() => onAsk('owner')}>{words.firm.makeOwner}</Menu.Item>}
        {firm.suspendedAt === null ? (
          <Menu.Item c="red" onClick={() => onAsk('suspend')}>
            {words.firms.suspend}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={() => onAsk('resume')}>{words.firms.resume}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
