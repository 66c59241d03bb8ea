import type { FirmShop } from '../../../src/api/firm/firms.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';

/** A standing in a word; what reporting shops say of themselves is said in the same words. */
export function wordOf(standing: FirmShop['standing'], { firms, reporting }: PageWords): string {
  switch (standing) {
    case 'waiting':
    case 'held':
    case 'stopped':
    case 'well':
      return reporting[standing];
    case 'late':
      return firms.isLate;
    case 'failed':
    case 'new':
    case 'working':
      return firms[standing];
  }
}

type LastRun = NonNullable<FirmShop['lastRun']>;

/** How a run ended before its time, and what is behind it where more is known than that something was. */
export function endText(
  end: NonNullable<LastRun['end']>,
  cause: LastRun['cause'],
  { names }: Pick<PageWords, 'names'>,
): string {
  const ended = names.ends[end];
  return cause === null || cause === 'other' ? ended : `${ended}: ${names.causes[cause]}`;
}
