import type { Texts } from '../texts.ts';

/** Errors of the unique sale numbers. */
export const UNP_ERRORS = {
  'unp.device.foreign': {
    what: 'The warehouse holds {rows} УНП of device {device} that we have not issued, the last with number {last}. None of ours are drawn beside them.',
    remedy:
      'Two programs on one device need ranges set beforehand, apart from each other and declared to the revenue agency ' +
      '(Annex 32, 23); each is used upward, and a new one is set when it is full. Proposed: unpFrom={from}, unpTo={to}. ' +
      'Better choose a device that no till uses. If the range stays shared, write your consent into unpSharedDevice.',
  },
  'settings.deviceSerial.nobodys': {
    what: '"{value}" is kept by the law and is no device.',
    remedy:
      'Enter the number of a working fiscal device: two Latin letters and six digits, such as DT279013.',
  },
  'settings.unpOperationType.notOurs': {
    what: "The УНП's row cannot be of type {type} while the document is of type {documentType}: it would name a document of somebody else.",
    remedy: 'Leave unpOperationType empty; 2 is for sales only.',
  },
  'settings.warehouseBuild.notChosen': {
    what: 'The warehouse holds УНП, so it works with SUPTO on, but the server is for the edition without SUPTO.',
    remedy:
      'Choose "SUPTO on" (warehouseBuild=3.07.100) with user and cash register, or confirm that orders come in without ' +
      'УНП (withoutSupto=true).',
  },
  'unp.sequence.behindShop': {
    what: 'The shop holds УНП of {device} up to {shop}, the warehouse knows only {warehouse}.',
    remedy:
      'Both the warehouse and this program were probably restored from an old backup. Begin the range after the last ' +
      'number issued; nothing was issued twice.',
  },
} satisfies Partial<Texts['errors']>;
