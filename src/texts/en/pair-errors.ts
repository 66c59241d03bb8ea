import type { ErrorText } from '../texts.ts';

const ANSWER =
  'Answer on the page, or with "skladbridge pair {profile} --moved" (it is the same) or "--another" (it is not).';
const SHOP_REMEDY = `If the shop has moved to a new address, everything goes on; if it is another one, it begins anew with a first plan. ${ANSWER}`;
const WAREHOUSE_REMEDY = `If the warehouse was restored or moved, everything goes on; if it is another one, it begins anew with a first plan. ${ANSWER}`;
const SAME_SHOP_REMEDY =
  'Keep one of the profiles. If both are needed, import orders with one alone and give them one identity: in the settings of "{profile}" turn off "Import from Seliton" and enter the identity {identity}, or "skladbridge profile edit {profile} --set import=no --set identity={identity}".';

/** The pair of shop and warehouse: whether they are those that the profile has worked with. */
export const PAIR_ERRORS = {
  'pair.shop.looksMoved': {
    what: 'The shop’s address is now {now} (it was {before}). The shop seems to have moved: {agree} of {compared|compared order|compared orders} {agree?agrees|agree}. Nothing was written.',
    remedy: SHOP_REMEDY,
  },
  'pair.shop.looksOther': {
    what: 'There seems to be another shop at {now} than the one of {before}: only {agree} of {compared|compared order|compared orders} {agree?agrees|agree}. Nothing was written.',
    remedy: SHOP_REMEDY,
  },
  'pair.shop.changed': {
    what: 'The shop’s address is now {now} (it was {before}). Whether it is the same shop does not show: {agree} of {compared|compared order|compared orders} {agree?agrees|agree}. Nothing was written.',
    remedy: SHOP_REMEDY,
  },
  'pair.warehouse.looksMoved': {
    what: 'The warehouse at {now} seems to have been restored or moved (it was {before}): {agree} of {compared|compared record|compared records} {agree?agrees|agree}. Nothing was written.',
    remedy: WAREHOUSE_REMEDY,
  },
  'pair.warehouse.looksOther': {
    what: 'There seems to be another warehouse at {now} than the one of {before}: only {agree} of {compared|compared record|compared records} {agree?agrees|agree}. Nothing was written.',
    remedy: WAREHOUSE_REMEDY,
  },
  'pair.warehouse.changed': {
    what: 'The warehouse at {now} is not known (it was {before}): {agree} of {compared|compared record|compared records} {agree?agrees|agree}. Nothing was written.',
    remedy: WAREHOUSE_REMEDY,
  },
  'pair.shop.knownBefore': {
    what: 'Document {document} of the warehouse seems to be order no. {order} of this shop ({now}), recorded under the name {before}: {agree} of {compared} {agree?agrees|agree}. Nothing was written.',
    remedy: `If it is the same shop, its name is kept and nothing is imported twice; if it is another one, its orders are imported too. ${ANSWER}`,
  },
  'pair.shop.otherProfile': {
    what: 'The shop of "{profile}" is that of "{other}" under another address: {agree} of {compared|order|orders} {agree?agrees|agree}. Nothing was written: every order would have been imported twice.',
    remedy: SAME_SHOP_REMEDY,
  },
  'pair.shop.toldAddress': {
    what: 'The shop of "{profile}" says itself that its address is {address}, which is the shop of "{other}". Nothing was written: every order would have been imported twice.',
    remedy: SAME_SHOP_REMEDY,
  },
  'pair.shop.sharedImport': {
    what: '"{profile}" and "{other}" import the orders of one and the same shop ({identity}). Only "{other}" goes on; with "{profile}" nothing was written: every order would have been imported twice.',
    remedy:
      'Import orders with one alone: turn off "Import from Seliton" in the settings of "{profile}" ("skladbridge profile edit {profile} --set import=no") or remove it. If it is this one that is needed, turn off the import of "{other}".',
  },
  'pair.memory.copied': {
    what: 'Another program works with the memory of “{profile}”: since our last run the same memory has been run on {before} (this is {now}). The data folder was copied, or an older one was put back. Nothing was written.',
    remedy:
      'Stop the one that is not needed. If this is the real one, press “This is the original” or use “skladbridge pair {profile} --original”; if this is a copy that is to work on its own: “--copy”. After the answer prices and quantities are compared anew.',
  },
  'pair.otherAnswer': {
    what: 'The question about “{profile}” is not answered so. Possible answers: {answers}.',
    remedy: 'See the question with “skladbridge pair {profile}” and choose one of them.',
  },
  'pair.nothingAsked': {
    what: 'Shop and warehouse of "{profile}" are those that it has worked with: there is nothing to answer.',
    remedy: 'Run the profile.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
