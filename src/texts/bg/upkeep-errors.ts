import type { ErrorText } from '../texts.ts';

/** Грешки при архиви, сравняване и връщане назад. */
export const UPKEEP_ERRORS = {
  'backup.fileExists': { what: 'Файлът {file} вече съществува.', remedy: 'Изберете друго име на файл.' },
  'backup.notWritten': {
    what: 'Файлът {file} не може да се запише ({problem}).',
    remedy: 'Проверете папката, правата и свободното място. Нищо не е записано наполовина.',
  },
  'backup.malformed': {
    what: '{file} не е цял архив на Skladbridge.',
    remedy: 'Изберете файл, направен със „skladbridge backup“. Паметта не е променена.',
  },
  'undo.nothing': {
    what: 'Пускане {run} не е променяло нищо в магазина.',
    remedy: 'Вижте пусканията със „skladbridge runs ИМЕ“.',
  },
  'archive.customer.unknown': {
    what: 'Няма поръчка на „{customer}“.',
    remedy: 'Проверете имейла, телефона или номера на поръчката.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
