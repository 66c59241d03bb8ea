import type { QUESTIONS as Bulgarian } from '../../bg/page/questions.ts';
import type { SameWords } from '../../page-words.ts';

/** What is asked when something is not as it was. */
export const QUESTIONS: SameWords<typeof Bulgarian> = {
  standsStill: 'Nothing goes on until you have answered.',
  answerNow: 'Answer',
  pairShopHint:
    'If the shop has moved to a new address, everything goes on. If it is another one, it begins anew with a first preview; what is known of the old one is kept.',
  pairWarehouseHint:
    'If the warehouse was restored from a backup or moved, everything goes on. If it is another one, it begins anew with a first preview; what is known of the old one is kept.',
  shopMoved: 'It is the same shop, moved',
  shopAnother: 'It is another shop',
  warehouseMoved: 'It is the same warehouse, restored or moved',
  warehouseAnother: 'It is another warehouse',
  pairInstallationHint:
    'Let only one of the programs work. If the copy is not needed, stop it and answer where the original is. After the answer prices and quantities are compared anew.',
  memoryOriginal: 'This is the original',
  memoryCopy: 'This is a copy that works on its own',
  pairMoved: 'Noted: it is the same. Start again.',
  pairAnother: 'Noted: it is another one. Fill in the missing settings and make a first preview.',
  pairOriginal: 'Noted: this is the original. Start again.',
  pairCopy: 'Noted: this is a copy, and an installation of its own by now. Let only one of them work.',
  pairFormer: 'Noted: it was worked with before. What was known of it is taken up again.',
  fromHere: 'Import from here',
  fromHereHint:
    'Only if the shop was set up anew or restored from a backup. Its orders are compared with those we know; the new ones are imported as a series of their own, and old documents are left alone.',
  fromHereLook: 'What would be imported?',
  fromHereToImport: 'To be imported as new',
  fromHereSame: 'known from before',
  fromHereLast: 'last one known',
  fromHereDone: 'The new series has begun. Press Start.',
};
