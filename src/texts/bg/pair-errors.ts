import type { ErrorText } from '../texts.ts';

const ANSWER =
  'Отговорете на страницата или с „skladbridge pair {profile} --moved“ (същият е) или „--another“ (друг е).';
const SHOP_REMEDY = `Ако магазинът е преместен на нов адрес, всичко продължава; ако е друг, започва отначало с нов първи план. ${ANSWER}`;
const WAREHOUSE_REMEDY = `Ако складът е възстановен или преместен, всичко продължава; ако е друг, започва отначало с нов първи план. ${ANSWER}`;
const SAME_SHOP_REMEDY =
  'Оставете единия профил. Ако са нужни и двата, внасяйте поръчки само с единия и им дайте една идентичност: в настройките на „{profile}“ изключете „Импорт от Seliton“ и запишете идентичност {identity}, или „skladbridge profile edit {profile} --set import=no --set identity={identity}“.';

/** Двойката магазин и склад: дали са същите, с които профилът е работил. */
export const PAIR_ERRORS = {
  'pair.shop.looksMoved': {
    what: 'Адресът на магазина е вече {now} (беше {before}). Изглежда, че магазинът е преместен: {agree?съвпада|съвпадат} {agree} от {compared|сравнена поръчка|сравнени поръчки}. Нищо не е записано.',
    remedy: SHOP_REMEDY,
  },
  'pair.shop.looksOther': {
    what: 'На {now} изглежда има друг магазин, а не този от {before}: {agree?съвпада|съвпадат} само {agree} от {compared|сравнена поръчка|сравнени поръчки}. Нищо не е записано.',
    remedy: SHOP_REMEDY,
  },
  'pair.shop.changed': {
    what: 'Адресът на магазина е вече {now} (беше {before}). Дали е същият магазин, не личи: {agree?съвпада|съвпадат} {agree} от {compared|сравнена поръчка|сравнени поръчки}. Нищо не е записано.',
    remedy: SHOP_REMEDY,
  },
  'pair.warehouse.looksMoved': {
    what: 'Складът на {now} изглежда възстановен или преместен (беше {before}): {agree?съвпада|съвпадат} {agree} от {compared|сравнен запис|сравнени записа}. Нищо не е записано.',
    remedy: WAREHOUSE_REMEDY,
  },
  'pair.warehouse.looksOther': {
    what: 'На {now} изглежда има друг склад, а не този от {before}: {agree?съвпада|съвпадат} само {agree} от {compared|сравнен запис|сравнени записа}. Нищо не е записано.',
    remedy: WAREHOUSE_REMEDY,
  },
  'pair.warehouse.changed': {
    what: 'Складът на {now} не е познат (беше {before}): {agree?съвпада|съвпадат} {agree} от {compared|сравнен запис|сравнени записа}. Нищо не е записано.',
    remedy: WAREHOUSE_REMEDY,
  },
  'pair.shop.knownBefore': {
    what: 'Документ {document} в склада изглежда е поръчка № {order} на този магазин ({now}), записана под името {before}: {agree?съвпада|съвпадат} {agree} от {compared|сравнен|сравнени}. Нищо не е записано.',
    remedy: `Ако е същият магазин, името му се запазва и нищо не се внася втори път; ако е друг, внасят се и неговите поръчки. ${ANSWER}`,
  },
  'pair.shop.otherProfile': {
    what: 'Магазинът на „{profile}“ е същият като на „{other}“, само под друг адрес: {agree?съвпада|съвпадат} {agree} от {compared|поръчка|поръчки}. Нищо не е записано: всяка поръчка щеше да се внесе два пъти.',
    remedy: SAME_SHOP_REMEDY,
  },
  'pair.shop.toldAddress': {
    what: 'Магазинът на „{profile}“ сам казва, че адресът му е {address}, а това е магазинът на „{other}“. Нищо не е записано: всяка поръчка щеше да се внесе два пъти.',
    remedy: SAME_SHOP_REMEDY,
  },
  'pair.shop.sharedImport': {
    what: '„{profile}“ и „{other}“ внасят поръчките на един и същ магазин ({identity}). Продължава само „{other}“; с „{profile}“ нищо не е записано: всяка поръчка щеше да се внесе два пъти.',
    remedy:
      'Внасяйте поръчки само с единия: изключете „Импорт от Seliton“ в настройките на „{profile}“ („skladbridge profile edit {profile} --set import=no“) или го премахнете. Ако е нужен точно този, изключете импорта на „{other}“.',
  },
  'pair.memory.copied': {
    what: 'С паметта на „{profile}“ работи и друга програма: след последното ни пускане същата памет е пускана на {before} (тук е {now}). Папката с данните е копирана или е върната от по-стар архив. Нищо не е записано.',
    remedy:
      'Спрете излишната. Ако истинската е тази тук, натиснете „Тази е истинската“ или „skladbridge pair {profile} --original“; ако тази е копие, което трябва да работи отделно: „--copy“. След отговора цените и количествата се сравняват отново.',
  },
  'pair.otherAnswer': {
    what: 'На въпроса за „{profile}“ не се отговаря така. Възможни отговори: {answers}.',
    remedy: 'Вижте въпроса със „skladbridge pair {profile}“ и изберете един от тях.',
  },
  'pair.nothingAsked': {
    what: 'Магазинът и складът на „{profile}“ са същите, с които е работил: няма въпрос за отговор.',
    remedy: 'Пуснете профила.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
