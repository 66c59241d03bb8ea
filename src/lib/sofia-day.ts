const OFFSET = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Sofia', timeZoneName: 'longOffset' });

/** Midnight of Sofia before a day (`YYYY-MM-DD`), as ISO 8601 in UTC; days are counted on from it. */
function midnight(day: string, later: number): string {
  const utc = Date.parse(`${day}T00:00:00Z`) + later * 86_400_000;
  const told = OFFSET.formatToParts(new Date(utc)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // The clock is changed at three at night: at midnight it has the offset of the evening before.
  const hours = Number(/GMT\+0?(\d+)/.exec(told)?.[1] ?? 2);
  return new Date(utc - hours * 3_600_000).toISOString();
}

/** When a day of Sofia (`YYYY-MM-DD`) begins, and when the next one does: ISO 8601, UTC. */
export function sofiaDay(day: string): { readonly begins: string; readonly ends: string } {
  return { begins: midnight(day, 0), ends: midnight(day, 1) };
}
