import { Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { usePage } from '../../context.ts';
import type { CallName } from '../../contract.ts';
import { goTo } from '../../route.ts';
import { AuditFile } from './audit.tsx';
import { Backups } from './backups.tsx';
import { Buyers } from './buyers.tsx';
import { Care } from './care.tsx';
import { SettingChanges } from './changes.tsx';
import { Notifications } from './notifications.tsx';
import { OwnProfile } from './own-profile.tsx';
import { People } from './people.tsx';
import { Removed } from './removed.tsx';
import { ReportLineSection } from './report-line.tsx';
import { Sessions } from './sessions.tsx';

/** Sections of the firm, in the order in which they are shown, each for whoever may make its call. */
const SECTIONS = [
  { id: 'profile', needs: 'get /api/session', view: OwnProfile },
  { id: 'sessions', needs: 'get /api/sessions', view: Sessions },
  { id: 'people', needs: 'get /api/accounts', view: People },
  { id: 'backups', needs: 'get /api/backups', view: Backups },
  { id: 'care', needs: 'get /api/retention', view: Care },
  { id: 'buyers', needs: 'post /api/profiles/{name}/people/search', view: Buyers },
  { id: 'audit', needs: 'get /api/profiles/{name}/audit/{month}', view: AuditFile },
  { id: 'notify', needs: 'post /api/profiles/{name}/notifications/test', view: Notifications },
  { id: 'reporting', needs: 'get /api/reporting/line', view: ReportLineSection },
  { id: 'changes', needs: 'get /api/changes', view: SettingChanges },
  { id: 'removed', needs: 'get /api/removed', view: Removed },
] as const satisfies readonly {
  readonly id: string;
  readonly needs: CallName;
  readonly view: () => ReactNode;
}[];

/** Room for the sections beside what they show. */
const WIDE = '(min-width: 68em)';

/** The firm: who works here, what is kept, and what the law and the buyers ask of it. */
export function Firm({ rest }: { readonly rest: readonly string[] }) {
  const { words, may } = usePage();
  const sections = SECTIONS.filter(({ needs }) => may(needs));
  const open = sections.find(({ id }) => id === rest[0]) ?? sections[0];
  const isWide = useMediaQuery(WIDE, matchMedia(WIDE).matches);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [open, isWide]);
  return (
    <Tabs
      orientation={isWide ? 'vertical' : 'horizontal'}
      value={open?.id ?? 'profile'}
      onChange={(id) => goTo('firm', id ?? 'profile')}
      variant="pills"
      className="firm"
      keepMounted={false}
    >
      <Tabs.List ref={list} className="firm-sections no-print" aria-label={words.firm.sections}>
        {sections.map(({ id }) => (
          <Tabs.Tab key={id} value={id}>
            {words.firm[id]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map(({ id, view: View }) => (
        <Tabs.Panel key={id} value={id} className="firm-section">
          <View />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
