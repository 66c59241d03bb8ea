import { Menu, UnstyledButton } from '@mantine/core';
import { useAction } from '../answers.ts';
import { usePage } from '../context.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { linkTo } from '../route.ts';

/** Which firm is looked at, and the way to another; nothing for whoever has none to choose. */
export function FirmChoice() {
  const { api, words, session } = usePage();
  const { run, fault } = useAction(async (firm: string | null) => {
    await api.tell('put', '/api/session/firm', {}, { firm });
    // Whatever the page holds is the other firm's.
    globalThis.location.hash = linkTo();
    globalThis.location.reload();
  });
  if (session === null || session.firms.length === 0) return null;
  const nameOf = (firm: string | null): string => firm ?? words.shell.noFirm;
  const here = nameOf(session.firm);
  return (
    <>
      <Menu position="bottom-start" width="target" shadow="md">
        <Menu.Target>
          <UnstyledButton className="server-choice" aria-label={`${words.shell.firmChoice}: ${here}`}>
            <span className="server-name">{here}</span>
            <Icon name="choose" size={16} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {session.firms.map((firm) => (
            <Menu.Item
              key={nameOf(firm)}
              onClick={() => void run(firm)}
              leftSection={<Icon name="done" size={16} />}
              className={firm === session.firm ? 'chosen' : 'not-chosen'}
            >
              {nameOf(firm)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <FaultNote fault={fault} />
    </>
  );
}
