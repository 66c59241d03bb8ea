/** A month to choose: `2026-10`, and its name. */
export interface MonthChoice {
  readonly value: string;
  readonly label: string;
}

/** The months that have ended, the latest first; by Sofia's calendar. */
export function endedMonths(now: Date, count: number, language: 'bg' | 'en'): readonly MonthChoice[] {
  const options = { timeZone: 'Europe/Sofia', year: 'numeric', month: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en-CA', options).formatToParts(now);
  const of = (type: 'year' | 'month'): number =>
    Number(parts.find((part) => part.type === type)?.value ?? '0');
  const [year, month] = [of('year'), of('month')];
  const name = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return Array.from({ length: count }, (_, index) => {
    const first = new Date(Date.UTC(year, month - 2 - index, 1));
    return { value: first.toISOString().slice(0, 7), label: name.format(first) };
  });
}
