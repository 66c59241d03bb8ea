import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { linkTo } from '../route.ts';

const ACTIONS_ID = 'place-actions';

/** The heading of a place, with room for its buttons. */
export function PlaceHead({ title, server }: { readonly title: string; readonly server?: string }) {
  return (
    <header className="place-head">
      <div>
        {server === undefined ? null : (
          <a className="place-server" href={linkTo('server', server)}>
            {server}
          </a>
        )}
        <Title order={1}>{title}</Title>
      </div>
      <div id={ACTIONS_ID} className="place-actions" />
    </header>
  );
}

/** Buttons of a place, beside its heading. */
export function PlaceActions({ children }: { readonly children: ReactNode }) {
  const [room, setRoom] = useState<HTMLElement | null>(null);
  useEffect(() => setRoom(document.getElementById(ACTIONS_ID)), []);
  return room === null ? null : createPortal(children, room);
}
