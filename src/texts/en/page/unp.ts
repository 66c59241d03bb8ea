import type { UNP as BG } from '../../bg/page/unp.ts';
import type { SameWords } from '../../page-words.ts';

/** УНП. */
export const UNP: SameWords<typeof BG> = {
  device: 'Fiscal device',
  range: 'Range',
  lastNumber: 'Last number',
  left: 'Left',
  used: 'Issued',
  none: 'none yet',
  noSupto: 'The warehouse has no СУПТО: orders are recorded without a УНП.',
  noDevice: 'No fiscal device is chosen: without one, orders have no УНП.',
  toSettings: 'To the settings',
  nearEnd: 'The range ends soon: {left} of {all} {left?is|are} left.',
  nearEndText:
    'Once it has ended, orders are not imported any more. Set a higher end of the range, or another device.',
  ended: 'The range has ended: {all|number is|numbers are} issued.',
  endedText: 'Orders are not imported until you set a higher end of the range, or another device.',
  sequence: 'Sequence',
  where: 'Where it is kept',
  both: 'warehouse and shop',
  warehouseOnly: 'warehouse only',
  documentGone: 'document missing',
  onlyWarehouse: 'Warehouse only',
  onlyBoth: 'On both sides',
  onlyMissing: 'Without a document',
  searchHint: 'УНП, order, document',
  allDevices: 'All devices',
  firstNumber: 'From no.',
  lastOfRange: 'To no.',
  notInShopYet: 'not yet',
  pastSeries: 'of a former numbering',
  emptyText:
    'Every УНП that is issued will stand here, with its order, its document and when the shop has got it.',
  noMatch: 'No УНП fits what you have chosen.',
  gapsTitle: 'Numbers without an order',
  gapsText:
    'These numbers lie between issued ones, but no order has them. Usually they were issued in the warehouse itself, or by another program on the same device.',
  noGaps: 'No gaps: all numbers between the first and the last belong to orders.',
  gapOne: 'No. {from}',
  gapMany: 'No. {from} – {to}',
  askWarehouse: 'Look in the warehouse',
  foreign:
    'The warehouse has {rows} with numbers of this device that are not of this program; the last is no. {last}. The gaps are theirs.',
  noForeign:
    'The warehouse has no other documents with numbers of this device: those with the missing numbers were deleted there, or the numbers were passed over.',
  receipts: 'The device has also printed {rows} of till receipts.',
};
