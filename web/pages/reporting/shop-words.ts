import type { ReportingShop, ShopRun, ShopServer } from '../../../src/api/reports.ts';
import { fill } from '../../../src/texts/fill.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';

type Standing = ReportingShop['standing'];

/** Green is what is well, and nothing else. */
const COLORS: Readonly<Record<Standing, string>> = {
  silent: 'red',
  failed: 'red',
  waiting: 'orange',
  held: 'yellow',
  stopped: 'gray',
  new: 'gray',
  revoked: 'gray',
  well: 'pine',
};

/** The colour of a standing; its word stands beside it. */
export function standingColor(standing: Standing): string {
  return COLORS[standing];
}

/** How a server stands, in a word or two. */
export function serverWord(standing: Standing, { reporting }: PageWords): string {
  // One that was heard of and has run nothing is not one that never spoke.
  return standing === 'new' ? reporting.fresh : reporting[standing];
}

/** The same of a shop. */
export function shopWord({ standing, heardAt }: ReportingShop, words: PageWords): string {
  return heardAt === null ? words.reporting[standing] : serverWord(standing, words);
}

/** A reason in words; of a side that was not reached, which one. */
export function reasonWord(why: ShopRun['why'], { reporting }: PageWords): string {
  if (why === null) return '';
  if (why.away === null) return why.text;
  return why.away === 'shop' ? reporting.shopAway : reporting.warehouseAway;
}

/** Why a shop does not stand well, in a sentence; '' where it does. */
export function shopReason(
  shop: ReportingShop,
  words: PageWords,
  moment: (iso: string | null) => string,
): string {
  const why = reasonWord(shop.why, words);
  switch (shop.standing) {
    case 'silent':
      return fill(words.reporting.silentSince, { at: moment(shop.heardAt) });
    case 'failed':
      return why === '' ? words.reporting.noWordWhy : why;
    case 'waiting':
      return fill(words.reporting.waits, { count: shop.attention });
    case 'held':
      return why;
    case 'stopped':
      return words.reporting.stoppedWhy;
    case 'new':
      return shop.heardAt === null ? words.reporting.neverHeard : words.reporting.freshWhy;
    case 'revoked':
      return words.reporting.revokedWhy;
    case 'well':
      return '';
  }
}

/** What a run did, in the words of the list of runs; what it did not do is left out. */
export function runDid(run: ShopServer['runs'][number], words: PageWords): string {
  const { counts } = run;
  if (counts === null) return '';
  const { runs } = words;
  const said = [
    counts.created > 0 ? fill(runs.made, { count: counts.created }) : '',
    counts.updated > 0 ? fill(runs.sent, { count: counts.updated }) : '',
    counts.attention > 0 ? fill(runs.parked, { count: counts.attention }) : '',
    counts.failed > 0 ? fill(runs.refused, { count: counts.failed }) : '',
  ].filter((text) => text !== '');
  return said.length === 0 ? runs.nothing : said.join(', ');
}
