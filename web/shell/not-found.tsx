import { Button } from '@mantine/core';
import { fill } from '../../src/texts/fill.ts';
import { usePage } from '../context.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { linkTo } from '../route.ts';
import { PlaceHead } from '../parts/place-head.tsx';
import type { Where } from './where.ts';

/** An address that leads nowhere says so, and where to go on. */
export function NotFound({ where }: { readonly where: Where }) {
  const { words } = usePage();
  const isServer = where.kind === 'nowhere' && where.missing === 'server';
  const asked = where.kind === 'nowhere' ? where.asked : where.place;
  const [title, hint] = isServer
    ? [words.shell.noServer, words.shell.noServerHint]
    : [words.shell.notFound, words.shell.notFoundHint];
  return (
    <>
      <PlaceHead title={title} />
      <EmptyState icon="search" text={fill(hint, { asked })}>
        <Button component="a" href={linkTo(...(where.server === null ? [] : ['server', where.server]))}>
          {where.server === null ? words.shell.toServers : words.shell.toHome}
        </Button>
      </EmptyState>
    </>
  );
}
