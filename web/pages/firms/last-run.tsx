import { Text } from '@mantine/core';
import type { FirmShop } from '../../../src/api/firm/firms.ts';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { Moment } from '../../parts/values.tsx';
import { endText } from './standing-word.ts';

/** When a shop last ran, and where that did not come to its end, why, and when one last did. */
export function LastRun({ shop }: { readonly shop: FirmShop }) {
  const { words } = usePage();
  const formats = useFormats();
  const { lastRun, lastSuccess } = shop;
  if (lastRun === null) return <Text size="sm">{words.firms.never}</Text>;
  return (
    <div>
      <Moment iso={lastRun.startedAt} />
      {lastRun.end === 'done' || lastRun.end === null ? null : (
        <>
          <Text size="xs" c={lastRun.end === 'stopped' ? 'dimmed' : 'red'}>
            {endText(lastRun.end, lastRun.cause, words)}
          </Text>
          {lastSuccess === null ? null : (
            <Text size="xs" c="dimmed">
              {fill(words.firms.lastSuccess, { at: formats.moment(lastSuccess) })}
            </Text>
          )}
          {lastRun.code === null ? null : (
            <Text size="xs" c="dimmed" ff="monospace">
              {lastRun.code}
            </Text>
          )}
        </>
      )}
    </div>
  );
}
