import { Drawer, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { usePage } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { linkTo } from '../route.ts';
import { LanguageSwitch, SchemeSwitch } from '../parts/switches.tsx';
import { FirmChoice } from './firm-choice.tsx';
import { placesFor } from './places.ts';
import { TopWays, Way } from './rail.tsx';
import { useSignOut } from './sign-out.ts';
import type { Where } from './where.ts';

/** The bar at the thumb on a narrow screen: the nearest places, and the rest behind „Още“. */
export function BottomBar({ where, attention }: { readonly where: Where; readonly attention: number }) {
  const { words, may } = usePage();
  const [isOpen, setIsOpen] = useState(false);
  const here = where.kind === 'nowhere' ? '' : where.place;
  const { server } = where;
  const near = server === null ? [] : placesFor(may).filter(({ isNear }) => isNear);
  // Whoever went somewhere has found what he opened it for.
  useEffect(() => setIsOpen(false), [here, server]);
  return (
    <nav className="bottom-bar" aria-label={words.shell.places}>
      {server === null ? <TopWays here={here} isNarrow /> : null}
      {near.map(({ id, icon }) => (
        <Way
          key={id}
          href={linkTo('server', server ?? '', id)}
          icon={icon}
          label={id === 'attention' ? words.shell.attentionShort : words.shell[id]}
          isHere={here === id}
          {...(id === 'attention' ? { waiting: attention } : {})}
        />
      ))}
      <UnstyledButton className="way" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <Icon name="more" />
        <span className="way-label">{words.everywhere.more}</span>
      </UnstyledButton>
      <Drawer
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        position="bottom"
        size="auto"
        classNames={{ inner: 'sheet', content: 'sheet-content' }}
        title={words.everywhere.more}
      >
        <Rest where={where} here={here} />
      </Drawer>
    </nav>
  );
}

/** What has no room in the bar. */
function Rest({ where, here }: { readonly where: Where; readonly here: string }) {
  const { words, session, may } = usePage();
  const signOut = useSignOut();
  const { server } = where;
  const far = server === null ? [] : placesFor(may).filter(({ isNear }) => !isNear);
  return (
    <div className="ways">
      <FirmChoice />
      {far.map(({ id, icon }) => (
        <Way
          key={id}
          href={linkTo('server', server ?? '', id)}
          icon={icon}
          label={words.shell[id]}
          isHere={here === id}
        />
      ))}
      {server === null ? null : (
        <div className="ways-top">
          <TopWays here="" />
        </div>
      )}
      <div className="rail-tools">
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
      <UnstyledButton className="way" onClick={() => void signOut()}>
        <Icon name="leave" />
        <span className="way-label">{words.shell.signOut}</span>
        <span className="who">{session?.account.name}</span>
      </UnstyledButton>
    </div>
  );
}
