import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePage } from '../../context.ts';
import { ANY_DAY, dayInSofia, daysOf, PERIODS } from './period.ts';
import type { Days, Period } from './period.ts';

const LABELS = {
  any: 'anyPeriod',
  today: 'today',
  week: 'week',
  month: 'month',
  own: 'ownPeriod',
} as const satisfies Record<Period, string>;

/** Days by which a list is filtered: a usual stretch, or two days that are chosen. */
export function PeriodFilter({ onChange }: { readonly onChange: (days: Days) => void }) {
  const { words } = usePage();
  const [period, setPeriod] = useState<Period>('any');
  const [own, setOwn] = useState<Days>(ANY_DAY);
  const choose = (next: Period, days: Days): void => {
    setPeriod(next);
    setOwn(days);
    onChange(daysOf(next, dayInSofia(Date.now()), days));
  };
  return (
    <>
      <Select
        aria-label={words.orders.period}
        size="xs"
        w={170}
        allowDeselect={false}
        value={period}
        data={PERIODS.map((value) => ({ value, label: words.orders[LABELS[value]] }))}
        onChange={(next) => choose(next ?? 'any', own)}
      />
      {period === 'own'
        ? (['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              size="xs"
              aria-label={end === 'from' ? words.orders.fromDay : words.orders.toDay}
              value={own[end]}
              onChange={(event) => choose('own', { ...own, [end]: event.currentTarget.value })}
            />
          ))
        : null}
    </>
  );
}
