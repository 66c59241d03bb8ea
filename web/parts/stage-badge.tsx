import type { PageWords } from '../../src/texts/page-words.ts';
import { usePage } from '../context.ts';
import { Label } from './label.tsx';
import type { LabelColor } from './label.tsx';

export type Stage = keyof PageWords['names']['stages'];

/** A colour for each stage: a list is read at a glance. The word says it to those who see no colours. */
const COLORS: Readonly<Record<Stage, LabelColor>> = {
  seen: 'gray',
  waiting: 'blue',
  parked: 'orange',
  intended: 'grape',
  uncertain: 'yellow',
  recorded: 'cyan',
  acknowledged: 'pine',
  missing: 'red',
  dismissed: 'gray',
};

/** How far an order has come. */
export function StageBadge({ stage }: { readonly stage: Stage }) {
  const { words } = usePage();
  return (
    <Label color={COLORS[stage]} isOutlined={stage === 'dismissed'}>
      {words.names.stages[stage]}
    </Label>
  );
}
