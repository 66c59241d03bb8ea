import type { ErrorText } from '../texts.ts';

const LOOK_AGAIN = 'Нищо не е загубено: следващото пускане ще опита отново.';

/** Грешки на машината: файлове, папки, портове. */
export const MACHINE_ERRORS = {
  'file.notFound': { what: 'Няма файл {file}.', remedy: 'Проверете пътя.' },
  'file.malformed': {
    what: 'Файлът {file} не може да се прочете: {problem}.',
    remedy: 'Поправете го или го махнете.',
  },
  'file.isLink': {
    what: '{file} е символна връзка; през нея нищо не се записва.',
    remedy: 'Изберете друго име или махнете връзката.',
  },
  'file.isFolder': { what: '{file} е папка, а тук трябва файл.', remedy: 'Посочете файл.' },
  'file.notFolder': {
    what: '{file} не става: на мястото на папка по този път стои файл.',
    remedy: 'Посочете друг път.',
  },
  'file.folderMissing': {
    what: 'Няма папка, в която да се запише {file}.',
    remedy: 'Създайте папката или посочете друг път. Нищо не е записано.',
  },
  'file.notAllowed': {
    what: 'Няма право за достъп до {file}, или дискът му е само за четене.',
    remedy: 'Дайте права на потребителя, с който работи програмата, или посочете друго място.',
  },
  'file.notWritten': {
    what: '{file} не може да се запише ({problem}).',
    remedy: 'Проверете пътя и диска. Нищо не е записано наполовина.',
  },
  'file.diskFull': {
    what: 'На диска няма място за {file}.',
    remedy: 'Освободете място и повторете. Нищо не е записано наполовина.',
  },
  'file.diskFailed': {
    what: 'Дискът отказа при {file} (входно-изходна грешка).',
    remedy: 'Проверете диска и връзката до него, преди да продължите.',
  },
  'port.notAllowed': {
    what: 'Портът {port} е само за системни програми.',
    remedy: 'Изберете друг с --port, над 1024.',
  },
  'host.notHere': {
    what: 'Адресът {host} не е на тази машина ({reason}).',
    remedy: 'Посочете с --host адрес на тази машина, например 127.0.0.1 или 0.0.0.0.',
  },
  'sandbox.portTaken': {
    what: 'Портът {port} за пробния магазин е зает ({reason}).',
    remedy: 'Спрете програмата, която го държи, или изберете друг с --port.',
  },
  'sandbox.contentMalformed': {
    what: 'Файлът {file} не е съдържание за пробен магазин: {problem}.',
    remedy: 'Поправете посоченото място. Без --content магазинът сам си прави съдържание.',
  },
  'sandbox.storeUnreadable': {
    what: 'Пробният магазин в папката {folder} не може да се отвори: {problem}.',
    remedy: 'Посочете празна папка или папка, направена от „skladbridge sandbox --store“.',
  },
  'demo.alreadyRunning': {
    what: 'Портът {port}, на който е магазинът на демото в {folder}, е зает: вероятно друго демо работи там.',
    remedy: 'Спрете другото демо с Ctrl-C или изберете друга папка с --dir.',
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
  'state.diskFailed': {
    what: 'Дискът на папката с данни {folder} отказва ({problem}).',
    remedy: 'Проверете диска и направете архив на друг диск, преди да продължите.',
  },
  'state.busy': { what: 'Папката {folder} е заета от друг процес.', remedy: LOOK_AGAIN },
} as const satisfies Readonly<Record<string, ErrorText>>;
