import type { ErrorText } from '../texts.ts';

/** Грешки при архиви, сравняване и връщане назад. */
export const UPKEEP_ERRORS = {
  'backup.fileExists': { what: 'Файлът {file} вече съществува.', remedy: 'Изберете друго име на файл.' },
  'backup.notWritten': {
    what: 'Файлът {file} не може да се запише ({problem}).',
    remedy: 'Проверете папката, правата и свободното място. Нищо не е записано наполовина.',
  },
  'backup.folderMalformed': {
    what: '„{folder}“ не е цял път до папка.',
    remedy: 'Напишете го от началото, например /mnt/arhiv или D:\\Arhiv.',
  },
  'backup.inDatabase': {
    what: 'Паметта е в базата данни {place}: архив и възстановяване на цялата памет прави самата база.',
    remedy: 'Правете архив с pg_dump или с архива на сървъра. Вижте docs/hosting.md.',
  },
  'backup.malformed': {
    what: '{file} не е цял архив на Skladbridge.',
    remedy: 'Изберете файл, направен със „skladbridge backup ФАЙЛ“. Паметта не е променена.',
  },
  'undo.nothing': {
    what: 'Пускане {run} не е променяло нищо в магазина.',
    remedy: 'Вижте пусканията със „skladbridge runs ИМЕ“.',
  },
  'archive.customer.unknown': {
    what: 'Няма поръчка на „{customer}“.',
    remedy: 'Проверете имейла, телефона или номера на поръчката.',
  },
  'audit.month.wrong': {
    what: '„{month}“ не е месец, за който може да се направи файл.',
    remedy: 'Напишете завършил месец като 2026-10.',
  },
  'audit.month.empty': {
    what: 'През {month} няма доставени поръчки.',
    remedy: 'Файл без поръчки не може да се подаде в този вид; попитайте счетоводителя си.',
  },
  'audit.head.wrong': {
    what: 'Настройката „{key}“ липсва или не е вярна (сега: {value}).',
    remedy: 'Попълнете я: без нея файлът е недействителен.',
  },
  'audit.order.documentGone': {
    what: 'Поръчка № {order} е записана от по-стара версия, а документът ѝ вече го няма в склада.',
    remedy:
      'Файл не е направен: редовете на поръчката не са известни. Върнете документа или попитайте счетоводителя си.',
  },
  'audit.order.refused': {
    what: 'Поръчка № {order} не може да влезе в одиторския файл ({problem}).',
    remedy: 'Файл не е направен. Вижте поръчката и правилото в docs/audit-file.md.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
