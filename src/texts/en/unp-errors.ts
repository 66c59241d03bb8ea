import type { Texts } from '../texts.ts';

/** Errors of the unique sale numbers. */
export const UNP_ERRORS = {
  'unp.device.foreign': {
    what: 'The warehouse holds {rows} УНП of device {device} that we have not issued, the last with number {last}. None of ours are drawn beside them.',
    remedy:
      'Two programs on one device need ranges set beforehand, apart from each other and declared to the revenue agency ' +
      '(Annex 32, 23); each is used upward, and a new one is set when it is full. Proposed: from {from} to {to}. ' +
      'Better choose a device that no till uses. If the range stays shared, write your consent into the setting “УНП: consent to a shared device”.',
  },
  'settings.deviceSerial.nobodys': {
    what: '"{value}" is kept by the law and is no device.',
    remedy:
      'Enter the number of a working fiscal device: two Latin letters and six digits, such as DT279013.',
  },
  'settings.unpOperationType.notOurs': {
    what: "The УНП's row cannot be of type {type} while the document is of type {documentType}: it would name a document of somebody else.",
    remedy: 'Leave the setting “УНП operation type” empty; 2 is for sales only.',
  },
  'settings.warehouseBuild.notChosen': {
    what: 'The warehouse holds УНП, so it works with SUPTO on, but the server is for the edition without SUPTO.',
    remedy: 'Choose "SUPTO on" with user and cash register, or confirm that orders come in without УНП.',
  },
  'unp.sequence.behindShop': {
    what: 'The shop holds УНП of {device} up to {shop}, the warehouse knows only {warehouse}.',
    remedy:
      'Both the warehouse and this program were probably restored from an old backup. Begin the range after the last ' +
      'number issued; nothing was issued twice.',
  },
  'unp.taken': {
    what: 'УНП {unp} stands on another document of the warehouse by now: {document}.',
    remedy:
      'One УНП cannot be on two documents. Find out whose sale {document} is, and ask the service of the fiscal device or the accountant; the order was not recorded again.',
  },
  'unp.doubled': {
    what: 'УНП {unp} stands on more than one document: {documents}.',
    remedy:
      'A number was given twice, which ordinance N-18 forbids. Find out which program gave the second one and give each a range of its own; ask the accountant about those issued already.',
  },
  'unp.rowGone': {
    what: 'The row of УНП {unp} (order no. {order}, document {document}) is not in the warehouse any more.',
    remedy:
      "Somebody deleted the record of the number. The document is whole; put the record back from a backup or ask the warehouse's service. The number stays the order's and is given to no other.",
  },
  'unp.rowChanged': {
    what: 'In the place of УНП {unp} (order no. {order}, document {document}) the warehouse holds something else: {found}.',
    remedy:
      'Compare both documents. The right number is the one that the order was given and that stands in the shop; numbers are never corrected by hand.',
  },
} satisfies Partial<Texts['errors']>;
