import { Alert, Anchor, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { Icon } from '../../parts/icon.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { linkTo } from '../../route.ts';
import type { UnpAnswer } from '../../../src/api/unp.ts';
import { UnpGaps } from './unp-gaps.tsx';
import { UnpList } from './unp-list.tsx';

/** УНП: the device and its range, every number with both sides beside each other, and the gaps. */
export function UnpPage({ name }: { readonly name: string }) {
  const { words, may } = usePage();
  const { value, fault } = useAnswer('/api/profiles/{name}/unp', { name });
  if (value === null) return fault === null ? <PlaceSkeleton /> : <FaultNote fault={fault} />;
  const toSettings = may('get /api/profiles/{name}') ? (
    <Anchor href={linkTo('server', name, 'settings', 'deviceSerial')} size="sm" underline="always">
      {words.unp.toSettings}
    </Anchor>
  ) : null;
  if (!value.isSupto && value.used === 0) return <Text>{words.unp.noSupto}</Text>;
  return (
    <Stack gap="lg">
      {value.isSupto && value.device === '' ? (
        <Alert color="orange" icon={<Icon name="warning" />} title={words.unp.noDevice}>
          {toSettings}
        </Alert>
      ) : null}
      {value.device === '' ? null : <Range unp={value} />}
      {value.device !== '' && value.isNearEnd ? <NearEnd unp={value}>{toSettings}</NearEnd> : null}
      <UnpGaps name={name} gaps={value.gaps} hasNumbers={value.used > 1} />
      <UnpList name={name} unp={value} />
    </Stack>
  );
}

/** The device's range: how far it is used, and what is left. */
function Range({ unp }: { readonly unp: UnpAnswer }) {
  const { words } = usePage();
  const formats = useFormats();
  const { from, to, left } = unp;
  const share = Math.min(100, Math.max(0, (100 * (to - from + 1 - left)) / (to - from + 1)));
  const figures: readonly (readonly [string, string])[] = [
    [words.unp.device, unp.device],
    [words.unp.range, `${formats.count(from)} – ${formats.count(to)}`],
    [words.unp.lastNumber, unp.last === '' ? words.unp.none : unp.last],
    [words.unp.used, formats.count(unp.used)],
    [words.unp.left, formats.count(left)],
  ];
  return (
    <section className="unp-range" aria-label={words.unp.range}>
      <dl>
        {figures.map(([label, figure]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="figure">{figure}</dd>
          </div>
        ))}
      </dl>
      <div className="unp-bar" aria-hidden>
        <div className={unp.isNearEnd ? 'near-end' : ''} style={{ width: `${share}%` }} />
      </div>
    </section>
  );
}

function NearEnd({ unp, children }: { readonly unp: UnpAnswer; readonly children: ReactNode }) {
  const { words } = usePage();
  const formats = useFormats();
  const title = fill(unp.left <= 0 ? words.unp.ended : words.unp.nearEnd, {
    left: formats.counted(unp.left, 'number'),
    all: formats.count(unp.to - unp.from + 1),
  });
  return (
    <Alert color="orange" icon={<Icon name="warning" />} title={title}>
      <Text size="sm">{unp.left <= 0 ? words.unp.endedText : words.unp.nearEndText}</Text>
      {children}
    </Alert>
  );
}
