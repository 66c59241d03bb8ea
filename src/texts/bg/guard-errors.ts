import type { ErrorText } from '../texts.ts';

/** Изходът, когато номерата на поръчките вече не са същите. */
const FROM_HERE =
  'Нищо не е записано. Ако магазинът е нов или възстановен от архив, изберете „Внасяй от тук“ (skladbridge import-from-here ИМЕ); иначе първо проверете магазина.';

const LOOK =
  'Вижте плана. Ако е вярно, одобрете с „skladbridge release“ или изпълнете плана; иначе поправете склада.';

/** Спирачки: промени, които чакат едно одобрение. */
export const GUARD_ERRORS = {
  'installation.other': {
    what: 'И друга инсталация (на {hosts}) работи с този магазин и същия склад; тази е {own}.',
    remedy:
      'Нищо не се записва два пъти, но спрете едната. Ако е нарочно, одобрете със „skladbridge release“.',
  },
  'orders.overdue': {
    what: '{count} поръчки са в магазина повече от {minutes} минути и още не са в склада; най-старата е от {oldest}.',
    remedy: 'Вижте последното пускане и натиснете Старт.',
  },
  'orders.unread': {
    what: 'Новите поръчки в магазина не могат да се прочетат ({reason}); докато е така, никое количество не се увеличава.',
    remedy: 'Следващото пускане опитва пак. Ако остане, вижте теста на връзката.',
  },
  'orders.numbersBeganAgain': {
    what: 'Номерата на поръчките са започнали отначало: най-новата в магазина е №{newest}, а вече сме стигнали до №{cursor}.',
    remedy: FROM_HERE,
  },
  'orders.numberUsedAgain': {
    what: 'Поръчка №{order} в магазина е от {now}, а тази, която познаваме под същия номер, е от {before}.',
    remedy: FROM_HERE,
  },
  'orders.pastCameBack': {
    what: 'В магазина отново я има поръчка №{order} от {createdAt}, внесена преди номерата да започнат отначало.',
    remedy: FROM_HERE,
  },
  'orders.fewer': {
    what: 'В магазина има {now} поръчки, а преди бяха {before}.',
    remedy: FROM_HERE,
  },
  'orders.numbersGoOn': {
    what: 'Номерата на поръчките в магазина продължават (стигнали сме до №{cursor}); нова поредица не е нужна.',
    remedy: 'Натиснете Старт.',
  },
  'orders.missingFirst': {
    what: '{count} записани поръчки нямат вече документ в склада. Нова поредица се започва, след като решите за тях.',
    remedy:
      'В раздела „За внимание“ натиснете „Запиши отново“ (или skladbridge missing ИМЕ --record-again, после Старт), ако складът е върнат от резервно копие; ако са изтрити нарочно – „Остави така“ (--let-go). После внесете от тук.',
  },
  'guard.hidden': {
    what: 'Трябва да се скрият {count} от {linked} продукта наведнъж (над {percent} %). Не са скрити.',
    remedy: LOOK,
  },
  'guard.created': {
    what: 'Трябва да се създадат {count} нови продукта при {linked} свързани (над {percent} %). Не са създадени.',
    remedy: LOOK,
  },
  'guard.repriced': {
    what: 'Трябва да се сменят цените на {count} от {linked} продукта наведнъж (над {percent} %). Не са сменени.',
    remedy: LOOK,
  },
  'guard.zeroed': {
    what: 'Количествата на {count} от {linked} продукта падат наведнъж до 0 (над {percent} %). Не са изпратени.',
    remedy: LOOK,
  },
  'guard.downloaded': {
    what: 'Количествата на {count} стоки, изтеглени от магазина, не са изпратени: в склада още няма движение по тях.',
    remedy:
      'Заведете наличностите в Склад Pro – с първото движение количеството тръгва само. Ако 0 е вярно: „skladbridge release“ или изпълнете плана.',
  },
  'guard.groupEmptied': {
    what: 'В група „{group}“ не остана нито една стока; {count} продукта щяха да се скрият. Не са скрити.',
    remedy: LOOK,
  },
  'good.price.rose': {
    what: '„{name}“ (№{good}) поскъпва от {before} на {after}.',
    remedy: LOOK,
  },
  'good.price.currencyFactor': {
    what: 'Цената на „{name}“ (№{good}) се променя от {before} на {after}: точно колкото от лева към евро или обратно.',
    remedy: LOOK,
  },
  'good.price.dropped': {
    what: 'Цената на „{name}“ пада от {before} на {after}. Не е изпратена.',
    remedy: 'Ако е вярна, одобрете я; иначе я поправете в склада.',
  },
  'shop.write.notKept': {
    what: 'Магазинът не пази каквото му се изпраща: „{what}“, поле {field} – изпратено „{sent}“, там стои „{found}“.',
    remedy: 'Изпращането е спряно след първите записи. Проверете настройките на магазина и опитайте отново.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
