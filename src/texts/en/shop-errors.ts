import type { ErrorText } from '../texts.ts';

const LOOK_AGAIN = 'Nothing is lost: the next run tries again.';
const TELL_US = 'This is a fault of the program. Nothing was half-written; please send us the text above.';

/** Errors of the shop and of the way to it. */
export const SHOP_ERRORS = {
  'shop.unreachable': {
    what: 'The shop {address} does not answer ({reason}).',
    remedy: 'Check address and internet connection. ' + LOOK_AGAIN,
  },
  'shop.timeout': { what: 'The shop {address} did not answer in time.', remedy: LOOK_AGAIN },
  'shop.busy': {
    what: 'The shop {address} is overloaded.',
    remedy: 'Lower the requests per second if this comes often. ' + LOOK_AGAIN,
  },
  'shop.broken': { what: 'The shop {address} answered with error {status}.', remedy: LOOK_AGAIN },
  'shop.secret.refused': {
    what: 'The shop {address} refused the user name or the secret key.',
    remedy: 'Look them up in the settings of the site and enter them again.',
  },
  'shop.scope.missing': {
    what: 'The access to the shop lacks the right "{scope}".',
    remedy: 'Give this right in the settings of the site.',
  },
  'shop.wrongInterface': {
    what: 'There is no interface "{interface}" at {address}.',
    remedy:
      'Check the address or choose the other interface (interface=xml or rest). For xml the module Super XML Import ' +
      'must be bought and switched on in the shop.',
  },
  'shop.module.inactive': {
    what: 'The shop {address} answers, but its module for the XML API is not active. The key is not at fault.',
    remedy:
      'Switch on the module Super XML Import in the shop, and "Seliton/Summer Cart API" in it; if it is not there, ' +
      'it is bought from Seliton.',
  },
  'shop.address.leadsElsewhere': {
    what: 'The address {address} leads to {leadsTo}. Nothing was sent.',
    remedy: 'Enter {leadsTo} as the address of the shop.',
  },
  'shop.wall': {
    what: 'A firewall before the shop {address} did not let us through ({reason}). The key is not at fault.',
    remedy:
      'Ask the support of the shop to let the program in: the address of this machine, or the name "Skladbridge" ' +
      '(User-Agent).',
  },
  'shop.certificate': {
    what: 'The certificate of {address} is not in order ({reason}).',
    remedy: 'Mend the certificate of the site.',
  },
  'shop.answer.unreadable': {
    what: 'The shop {address} answered something that cannot be understood ({what}).',
    remedy: LOOK_AGAIN,
  },
  'shop.answer.tooLarge': {
    what: 'The answer of {address} is too large.',
    remedy: 'Ask the support of the shop.',
  },
  'shop.answer.tooSlow': {
    what: 'The answer of {address} came too slowly and was broken off ({reason}).',
    remedy: LOOK_AGAIN,
  },
  'shop.paging.unsteady': { what: 'The list of {address} changes while it is read.', remedy: LOOK_AGAIN },
  'shop.write.answerLost': {
    what: 'It is not known whether "{what}" reached the shop.',
    remedy: 'What is there is looked up before anything is sent again.',
  },
  'shop.feed.replaces': {
    what: 'After the trial product the shop shows {after|product|products} instead of {before}: {lost} {lost?is|are} gone. It takes what is sent for its whole catalogue.',
    remedy:
      'Nothing else was sent. Bring the products back from a backup of the shop, and ask Seliton how only changes are sent.',
  },
  'shop.feed.countChanged': {
    what: 'Before the first product the shop showed {before|product|products}, after it {after}; {lost} of those before {lost?is|are} gone.',
    remedy:
      'Nothing else was sent. If somebody added or removed products in that moment, run again; else ask Seliton what becomes of the other products.',
  },
  'shop.feed.emptied': {
    what: 'The shop changed a field that was not sent: “{what}”, field {field} – it was “{sent}” and is “{found}”.',
    remedy:
      'Nothing else was sent. Restore the field in the shop, and ask Seliton what becomes of fields that are left out.',
  },
  'shop.feed.firstNotConfirmed': {
    what: 'The shop has not confirmed the first product “{what}”, and nothing else was sent.',
    remedy:
      'The next run tries again. If the product itself is at fault, name another one in the setting “First product over XML”.',
  },
  'shop.feed.firstAsked': {
    what: 'Nothing was ever sent to this shop over XML. First one product goes out that you have chosen; we propose “{name}”.',
    remedy:
      'Agree (Attention → Release, “Apply” in the preview, or run --yes), or name another one: --first CODE or the setting “First product over XML”. The others wait.',
  },
  'shop.feed.firstAskedBlind': {
    what: 'Nothing was ever sent to this shop over XML, and without its export feed it cannot be seen what it does with it. First one product goes out; we propose “{name}”.',
    remedy:
      'Better set up the export feed. If you agree without it, say so (Attention → Release, “Apply”, or run --yes) or name another one: --first CODE. Then look at the product in the shop.',
  },
  'shop.feed.firstNotFound': {
    what: 'The good with the code “{good}” that was chosen to go first over XML is not among those that are sent.',
    remedy:
      'Choose one of the chosen groups that has something to send: --first CODE or the setting “First product over XML”. The others wait.',
  },
  'shop.product.refused': {
    what: 'The shop refused good no. {good}: {message}',
    remedy: 'Correct the good and release it.',
  },
  'shop.product.gone': {
    what: 'Product {product} is no longer in the shop.',
    remedy:
      'If it was deleted by mistake, restore it; if it was made anew, give it the good’s code. The next run finds it by itself. Without an export XML it sees no products: delete the empty hidden one, if one with the good’s code was left, and release the good.',
  },
  'shop.category.refused': {
    what: 'The shop refused the category "{category}": {message}',
    remedy: 'Make it by hand, or rename the group.',
  },
  'shop.order.refused': {
    what: 'The shop refused a change of order no. {order}: {message}',
    remedy: 'Check the rights of the access.',
  },
  'shop.order.gone': {
    what: 'Order no. {order} is no longer in the shop.',
    remedy: 'The document in the warehouse stays; check whether it is needed.',
  },
  'shop.feed.notConfigured': {
    what: 'Products cannot be read: the XML export is not set up.',
    remedy: 'Fill in user, domain and signature of the export XML in the settings of the shop.',
  },
  'shop.currency.unknown': {
    what: 'The shop does not tell its currency.',
    remedy: 'Check that its prices are in the currency of the warehouse.',
  },
  'shop.closed': { what: 'The connection to the shop is closed already.', remedy: TELL_US },
} as const satisfies Readonly<Record<string, ErrorText>>;
