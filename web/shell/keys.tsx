import { Kbd, Modal, Switch, Table } from '@mantine/core';
import { useLocalStorage, useWindowEvent } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { usePage } from '../context.ts';
import type { ServerRow } from '../../src/api/profiles.ts';
import { printWhole } from '../paper.ts';
import { goTo } from '../route.ts';
import { wishOf } from './keys-pressed.ts';
import { PALETTE_KEY } from './open-buttons.tsx';
import { placeName, placesFor } from './places.ts';
import { showOverlay, useOverlay } from './shell-store.ts';
import type { Where } from './where.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** Where a list has its search: `/` goes there. */
const SEARCH = '[data-search]';
const TYPED_INTO = 'input, textarea, select, [contenteditable=true], [role=dialog]';

/** Keys of the whole page, and what they open. Single keys can be turned off (WCAG 2.1.4). */
export function Keys({ where, servers }: { readonly where: Where; readonly servers: readonly ServerRow[] }) {
  const { may } = usePage();
  const overlay = useOverlay();
  const answers = useQueryClient();
  const [isOn, setIsOn] = useLocalStorage({ key: 'skladbridge-keys', defaultValue: true });
  useWindowEvent('keydown', (event) => {
    const isTyping = event.target instanceof Element && event.target.closest(TYPED_INTO) !== null;
    const wish = wishOf(event, isTyping || !isOn);
    if (wish === null) return;
    event.preventDefault();
    if (wish.kind === 'palette') showOverlay(overlay === 'palette' ? null : 'palette');
    if (wish.kind === 'print') void printWhole(() => answers.isFetching() > 0);
    if (wish.kind === 'keys') showOverlay('keys');
    if (wish.kind === 'search') document.querySelector<HTMLElement>(SEARCH)?.focus();
    const place = wish.kind === 'place' ? placesFor(may)[wish.index] : undefined;
    if (place !== undefined && where.server !== null) goTo('server', where.server, place.id);
  });
  return (
    <>
      {overlay === 'palette' ? (
        <Suspense fallback={null}>
          <Palette where={where} servers={servers} onClose={() => showOverlay(null)} />
        </Suspense>
      ) : null}
      <KeyList isOpen={overlay === 'keys'} isOn={isOn} onSwitch={setIsOn} />
    </>
  );
}

function KeyList(props: {
  readonly isOpen: boolean;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}) {
  const { words, may } = usePage();
  const rows: readonly (readonly [key: string, what: string])[] = [
    [PALETTE_KEY, words.shell.find],
    ['/', words.shell.keySearch],
    ['?', words.shell.keys],
    ...placesFor(may).map((place, index) => [String(index + 1), placeName(words, place)] as const),
    ['Esc', words.shell.keyEscape],
  ];
  return (
    <Modal opened={props.isOpen} onClose={() => showOverlay(null)} title={words.shell.keys}>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Td w={96}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label={words.shell.keysOn}
        checked={props.isOn}
        onChange={(event) => props.onSwitch(event.currentTarget.checked)}
      />
    </Modal>
  );
}
