import type { ErrorText } from '../texts.ts';

const LOOK_AGAIN = 'Нищо не е загубено: следващото пускане ще опита отново.';

/** Грешки на машината: файлове, папки, портове. */
export const MACHINE_ERRORS = {
  'file.notFound': { what: 'Няма файл {file}.', remedy: 'Проверете пътя.' },
  'file.malformed': {
    what: 'Файлът {file} не може да се прочете: {problem}.',
    remedy: 'Поправете го или го махнете.',
  },
  'state.newer': {
    what: 'Папката с данни е от по-нова версия на програмата ({version}).',
    remedy: 'Обновете програмата; данните не са пипани.',
  },
  'state.unreadable': {
    what: 'Папката с данни {folder} не може да се отвори: {problem}.',
    remedy: 'Проверете диска и правата или възстановете от архив.',
  },
  'state.readOnly': { what: 'В папката {folder} не може да се пише.', remedy: 'Дайте права за писане.' },
  'state.full': { what: 'Няма място на диска за {folder}.', remedy: 'Освободете място. ' + LOOK_AGAIN },
  'state.busy': { what: 'Папката {folder} е заета от друг процес.', remedy: LOOK_AGAIN },
} as const satisfies Readonly<Record<string, ErrorText>>;
