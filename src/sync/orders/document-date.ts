/** Date part of a shop's time stamp, when it is a real day. */
export function documentDate(createdAt: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]|$)/.exec(createdAt);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // Day 0 of the next month is the last of this one.
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isReal = year >= 2000 && month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isReal ? createdAt.slice(0, 10) : null;
}
