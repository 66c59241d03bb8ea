const SOFIA_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Sofia',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** A moment as the shop writes it: `YYYY-MM-DD HH:MM:SS`, Europe/Sofia. */
export function shopTime(milliseconds: number): string {
  return SOFIA_TIME.format(new Date(milliseconds));
}
