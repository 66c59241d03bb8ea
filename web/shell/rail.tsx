import { Menu, UnstyledButton } from '@mantine/core';
import { usePage } from '../context.ts';
import { Count } from '../parts/values.tsx';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { linkTo } from '../route.ts';
import { LanguageSwitch, SchemeSwitch } from '../parts/switches.tsx';
import { FirmChoice } from './firm-choice.tsx';
import { KeysButton, PaletteButton } from './open-buttons.tsx';
import { placesFor } from './places.ts';
import { useShownTopPlaces } from './shown-top-places.ts';
import { useSignOut } from './sign-out.ts';
import type { Where } from './where.ts';
import type { ServerRow } from '../../src/api/profiles.ts';

/** One way of the rail; where one is, is said to everybody. */
export function Way(props: {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
  readonly isHere: boolean;
  /** How many wait there. */
  readonly waiting?: number;
}) {
  const { href, icon, label, isHere, waiting = 0 } = props;
  return (
    <a className="way" href={href} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      <span className="way-label">{label}</span>
      {waiting > 0 ? (
        <span className="way-count">
          <Count value={waiting} />
        </span>
      ) : null}
    </a>
  );
}

/** The ways of one server, or those beside the servers. */
export function Ways({ where, attention }: { readonly where: Where; readonly attention: number }) {
  const { words, may } = usePage();
  const { server } = where;
  const here = where.kind === 'nowhere' ? '' : where.place;
  if (server === null) return <TopWays here={here} />;
  return placesFor(may).map(({ id, icon }) => (
    <Way
      key={id}
      href={linkTo('server', server, id)}
      icon={icon}
      label={words.shell[id]}
      isHere={here === id}
      {...(id === 'attention' ? { waiting: attention } : {})}
    />
  ));
}

/** Servers, shops that are watched, and the firm. `isNarrow`: where there is no room for long names. */
export function TopWays({ here, isNarrow = false }: { readonly here: string; readonly isNarrow?: boolean }) {
  const { shell } = usePage().words;
  return useShownTopPlaces(here).map(({ id, icon }) => (
    <Way
      key={id}
      href={linkTo(id)}
      icon={icon}
      label={isNarrow && id === 'reporting' ? shell.reportingShort : shell[id]}
      isHere={here === id}
    />
  ));
}

/** The rail of a wide screen: which server, its places, and what is always at hand. */
export function Rail({ where, servers }: { readonly where: Where; readonly servers: readonly ServerRow[] }) {
  const { words, session } = usePage();
  const signOut = useSignOut();
  const attention = servers.find(({ name }) => name === where.server)?.attention ?? 0;
  return (
    <header className="rail">
      <a className="brand" href={linkTo()}>
        <Mark />
        <span>Skladbridge</span>
      </a>
      <FirmChoice />
      {where.server === null ? null : <ServerChoice server={where.server} servers={servers} />}
      <PaletteButton />
      <nav className="ways" aria-label={words.shell.places}>
        <Ways where={where} attention={attention} />
        {where.server === null ? null : (
          <div className="ways-top">
            <TopWays here="" />
          </div>
        )}
      </nav>
      <div className="rail-foot">
        <div className="rail-tools">
          <LanguageSwitch />
          <SchemeSwitch />
          <KeysButton />
        </div>
        <UnstyledButton className="way" onClick={() => void signOut()}>
          <Icon name="leave" />
          <span className="way-label">{words.shell.signOut}</span>
          <span className="who">{session?.account.name}</span>
        </UnstyledButton>
        <small className="rail-version">{session?.version}</small>
      </div>
    </header>
  );
}

/** Which server this is, and the way to another. */
export function ServerChoice(props: { readonly server: string; readonly servers: readonly ServerRow[] }) {
  const { words } = usePage();
  const { server, servers } = props;
  return (
    <Menu position="bottom-start" width="target" shadow="md">
      <Menu.Target>
        <UnstyledButton className="server-choice" aria-label={`${words.shell.server}: ${server}`}>
          <span className="server-name">{server}</span>
          <Icon name="choose" size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {servers.map(({ name }) => (
          <Menu.Item
            key={name}
            component="a"
            href={linkTo('server', name)}
            leftSection={<Icon name="done" size={16} />}
            className={name === server ? 'chosen' : 'not-chosen'}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component="a" href={linkTo()} leftSection={<Icon name="servers" size={16} />}>
          {words.shell.allServers}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
