import type { ErrorText } from '../texts.ts';

const LOOK_AGAIN = 'Нищо не е загубено: следващото пускане ще опита отново.';
const TELL_US = 'Това е грешка в програмата. Нищо не е записано наполовина; изпратете ни текста по-горе.';

/** Грешки на магазина и на пътя до него. */
export const SHOP_ERRORS = {
  'shop.unreachable': {
    what: 'Магазинът {address} не отговаря ({reason}).',
    remedy: 'Проверете адреса и интернет връзката. ' + LOOK_AGAIN,
  },
  'shop.timeout': { what: 'Магазинът {address} не отговори навреме.', remedy: LOOK_AGAIN },
  'shop.busy': {
    what: 'Магазинът {address} е претоварен.',
    remedy: 'Намалете броя заявки в секунда, ако се повтаря. ' + LOOK_AGAIN,
  },
  'shop.broken': { what: 'Магазинът {address} върна грешка {status}.', remedy: LOOK_AGAIN },
  'shop.secret.refused': {
    what: 'Магазинът {address} не прие потребителското име или тайния ключ.',
    remedy: 'Вижте ги в настройките на сайта и ги въведете наново.',
  },
  'shop.scope.missing': {
    what: 'Достъпът до магазина няма право „{scope}“.',
    remedy: 'Дайте това право в настройките на сайта.',
  },
  'shop.wrongInterface': {
    what: 'На {address} не отговаря интерфейс „{interface}“.',
    remedy:
      'Проверете адреса или изберете другия интерфейс (interface=xml или rest). За xml модулът Super XML Import ' +
      'трябва да е закупен и включен в магазина.',
  },
  'shop.module.inactive': {
    what: 'Магазинът {address} отговаря, но модулът за XML API не е активен. Ключът не е причината.',
    remedy:
      'Включете в магазина модула Super XML Import и в него „Seliton/Summer Cart API“; ако го няма, той се закупува ' +
      'от Seliton.',
  },
  'shop.address.leadsElsewhere': {
    what: 'Адресът {address} препраща към {leadsTo}. Нищо не е изпратено.',
    remedy: 'Въведете {leadsTo} като адрес на магазина.',
  },
  'shop.wall': {
    what: 'Пред магазина {address} стои защитна стена, която не ни пусна ({reason}). Ключът не е причината.',
    remedy:
      'Помолете поддръжката на магазина да допусне програмата: адреса на тази машина или името „Skladbridge“ ' +
      '(User-Agent).',
  },
  'shop.certificate': {
    what: 'Сертификатът на {address} не е редовен ({reason}).',
    remedy: 'Поправете сертификата на сайта.',
  },
  'shop.answer.unreadable': {
    what: 'Магазинът {address} отговори с нещо неразбираемо ({what}).',
    remedy: LOOK_AGAIN,
  },
  'shop.answer.tooLarge': {
    what: 'Отговорът на {address} е твърде голям.',
    remedy: 'Обърнете се към поддръжката на магазина.',
  },
  'shop.answer.tooSlow': {
    what: 'Отговорът на {address} идваше твърде бавно и беше прекъснат ({reason}).',
    remedy: LOOK_AGAIN,
  },
  'shop.paging.unsteady': { what: 'Списъкът на {address} се мени, докато го четем.', remedy: LOOK_AGAIN },
  'shop.write.answerLost': {
    what: 'Не е известно дали „{what}“ е стигнало до магазина.',
    remedy: 'Преди да се изпрати пак, ще проверим какво има там.',
  },
  'shop.feed.replaces': {
    what: 'След пробния продукт магазинът показва {after} продукта вместо {before}: {lost} ги няма. Той приема изпратеното за целия си каталог.',
    remedy:
      'Нищо друго не е изпратено. Върнете продуктите от архив на магазина и попитайте Seliton как се изпращат само промени.',
  },
  'shop.product.refused': {
    what: 'Магазинът отказа стока № {good}: {message}',
    remedy: 'Поправете стоката и я пуснете отново.',
  },
  'shop.product.gone': {
    what: 'Продукт {product} вече го няма в магазина.',
    remedy:
      'Ако е изтрит по погрешка, възстановете го; ако е създаден наново, дайте му кода на стоката. Следващото пускане го намира само. Без експортен XML то не вижда продуктите: изтрийте празния скрит продукт, ако с кода на стоката е останал такъв, и освободете стоката.',
  },
  'shop.category.refused': {
    what: 'Магазинът отказа категорията „{category}“: {message}',
    remedy: 'Създайте я на ръка или сменете името на групата.',
  },
  'shop.order.refused': {
    what: 'Магазинът отказа промяна на поръчка №{order}: {message}',
    remedy: 'Проверете правата на достъпа.',
  },
  'shop.order.gone': {
    what: 'Поръчка №{order} вече я няма в магазина.',
    remedy: 'Документът в склада остава; проверете дали е нужен.',
  },
  'shop.feed.notConfigured': {
    what: 'Продуктите не се четат, защото експортният XML не е настроен.',
    remedy: 'Попълнете feedUsername, feedDomain и тайната feedSignature.',
  },
  'shop.currency.unknown': {
    what: 'Магазинът не казва валутата си.',
    remedy: 'Проверете, че цените там са във валутата на склада.',
  },
  'shop.closed': { what: 'Връзката с магазина вече е затворена.', remedy: TELL_US },
} as const satisfies Readonly<Record<string, ErrorText>>;
