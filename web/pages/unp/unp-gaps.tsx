import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import type { UnpAnswer } from '../../../src/api/unp.ts';

/** Numbers between issued ones that no order has, what that means, and what the warehouse says of them. */
export function UnpGaps(props: {
  readonly name: string;
  readonly gaps: UnpAnswer['gaps'];
  readonly hasNumbers: boolean;
}) {
  const { words } = usePage();
  const [isAsked, setIsAsked] = useState(false);
  const { name, gaps, hasNumbers } = props;
  if (gaps.length === 0)
    return hasNumbers ? (
      <Text size="sm" c="dimmed">
        {words.unp.noGaps}
      </Text>
    ) : null;
  return (
    <section className="unp-gaps">
      <Title order={2} size="h4">
        {words.unp.gapsTitle}
      </Title>
      <Text size="sm" c="dimmed">
        {words.unp.gapsText}
      </Text>
      <ul>
        {gaps.map(({ from, to }) => (
          <li key={from} className="figure">
            {fill(from === to ? words.unp.gapOne : words.unp.gapMany, {
              from: String(from),
              to: String(to),
            })}
          </li>
        ))}
      </ul>
      {isAsked ? (
        <Use name={name} />
      ) : (
        <Group className="no-print">
          <Button size="compact-sm" variant="default" onClick={() => setIsAsked(true)}>
            {words.unp.askWarehouse}
          </Button>
        </Group>
      )}
    </section>
  );
}

/** Who else numbers on the device, as the warehouse shows it. */
function Use({ name }: { readonly name: string }) {
  const { words } = usePage();
  const formats = useFormats();
  const { value, fault } = useAnswer('/api/profiles/{name}/unp/use', { name });
  if (value === null) return <FaultNote fault={fault} />;
  const { foreignRows, foreignLast, receiptRows } = value;
  return (
    <div role="status">
      <Text size="sm">
        {foreignRows === 0
          ? words.unp.noForeign
          : fill(words.unp.foreign, {
              rows: formats.counted(foreignRows, 'record'),
              last: String(foreignLast),
            })}
      </Text>
      {receiptRows === 0 ? null : (
        <Text size="sm">{fill(words.unp.receipts, { rows: formats.counted(receiptRows, 'record') })}</Text>
      )}
    </div>
  );
}
