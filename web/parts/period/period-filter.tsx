import { Select, TextInput } from '@mantine/core';
import { usePage } from '../../context.ts';
import { PERIODS } from './period.ts';
import type { ChosenPeriod, Period } from './period.ts';

const LABELS = {
  any: 'anyPeriod',
  today: 'today',
  week: 'week',
  month: 'month',
  own: 'ownPeriod',
} as const satisfies Record<Period, string>;

/** Days by which a list is filtered: a usual stretch, or two days that are chosen. */
export function PeriodFilter(props: {
  readonly value: ChosenPeriod;
  readonly onChange: (chosen: ChosenPeriod) => void;
}) {
  const { words } = usePage();
  const { value, onChange } = props;
  const period = value.period === '' ? 'any' : value.period;
  return (
    <>
      <Select
        aria-label={words.orders.period}
        size="xs"
        w={170}
        allowDeselect={false}
        value={period}
        data={PERIODS.map((each) => ({ value: each, label: words.orders[LABELS[each]] }))}
        onChange={(next) => onChange({ ...value, period: next === null || next === 'any' ? '' : next })}
      />
      {period === 'own'
        ? (['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              size="xs"
              aria-label={end === 'from' ? words.orders.fromDay : words.orders.toDay}
              value={value[end]}
              onChange={(event) => onChange({ ...value, [end]: event.currentTarget.value })}
            />
          ))
        : null}
    </>
  );
}
