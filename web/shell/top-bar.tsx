import { usePage } from '../context.ts';
import { Mark } from '../parts/mark.tsx';
import { linkTo } from '../route.ts';
import { FindButton } from './open-buttons.tsx';
import { ServerChoice } from './rail.tsx';
import type { Where } from './where.ts';
import type { ServerRow } from '../../src/api/profiles.ts';

/** The bar on top of a narrow screen: whose place this is, and the way to everything by name. */
export function TopBar({
  where,
  servers,
}: {
  readonly where: Where;
  readonly servers: readonly ServerRow[];
}) {
  const { words } = usePage();
  return (
    <header className="top-bar">
      <a className="brand" href={linkTo()} aria-label={`Skladbridge: ${words.shell.servers}`}>
        <Mark />
        {where.server === null ? <span>Skladbridge</span> : null}
      </a>
      {where.server === null ? (
        <span className="gap" />
      ) : (
        <ServerChoice server={where.server} servers={servers} />
      )}
      <FindButton />
    </header>
  );
}
