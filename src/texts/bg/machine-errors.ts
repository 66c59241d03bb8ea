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
    remedy: 'Посочете празна папка или папка, направена от „skladbridge sandbox --store ПАПКА“.',
  },
  'demo.alreadyRunning': {
    what: 'Портът {port}, на който е магазинът на демото в {folder}, е зает: вероятно друго демо работи там.',
    remedy: 'Спрете другото демо с Ctrl-C или изберете друга папка с --dir.',
  },
  'data.leftHere': {
    what: 'В текущата папка има памет на по-ранна версия ({found}), а данните вече са на едно място: {folder}. Там още няма памет.',
    remedy: 'Преместете папката там или я посочвайте с --data. Нова памет не е започната.',
  },
  'state.newer': {
    what: 'Паметта е от по-нова версия на програмата ({version}), а тази стига до {mine}. Данните не са пипани.',
    remedy:
      'Инсталирайте отново новата версия. За връщане към старата: „skladbridge restore ФАЙЛ --yes“ с копие отпреди обновяването (backups/version-{mine}.db в папката с данни).',
  },
  'state.unreadable': {
    what: 'Папката с данни {folder} не може да се отвори: {problem}.',
    remedy: 'Проверете диска и правата или възстановете от архив.',
  },
  'state.readOnly': { what: 'В паметта {folder} не може да се пише.', remedy: 'Дайте права за писане.' },
  'state.full': { what: 'Няма място на диска за {folder}.', remedy: 'Освободете място. ' + LOOK_AGAIN },
  'state.diskFailed': {
    what: 'Дискът на папката с данни {folder} отказва ({problem}).',
    remedy: 'Проверете диска и направете архив на друг диск, преди да продължите.',
  },
  'state.busy': { what: 'Паметта {folder} е заета от друг процес.', remedy: LOOK_AGAIN },
  'state.database.malformed': {
    what: 'Адресът на базата данни в {variable} не може да се прочете.',
    remedy:
      'Напишете го така: postgres://потребител:парола@сървър:5432/база. Знаци като @ и / в паролата се пишат с %40 и %2F.',
  },
  'state.database.unreachable': {
    what: 'Базата данни {place}, в която е паметта на програмата, не отговаря: {problem}.',
    remedy: 'Проверете дали сървърът работи и се вижда оттук. ' + LOOK_AGAIN,
  },
  'state.database.refused': {
    what: 'Базата данни {place} не пуска програмата: {problem}.',
    remedy: 'Проверете името, паролата и базата в SKLADBRIDGE_DATABASE и правата на потребителя.',
  },
  'state.database.tooOld': {
    what: 'PostgreSQL {version} е твърде стар: нужен е {needed} или по-нов.',
    remedy: 'Обновете сървъра и пуснете програмата отново.',
  },
  'state.database.encoding': {
    what: 'Базата данни {place} пази текста като {encoding}, а е нужен UTF8.',
    remedy: "Направете нова база: CREATE DATABASE skladbridge ENCODING 'UTF8' TEMPLATE template0.",
  },
  'state.database.foreign': {
    what: 'В базата данни {place} има таблици на друга програма със същите имена. Нищо не е пипано.',
    remedy: 'Направете за програмата отделна, празна база.',
  },
  'state.database.behind': {
    what: 'Паметта е във версия {version}, а тази програма работи с {mine}; потребителят на страниците не може да я обнови.',
    remedy:
      'Изпълнете „skladbridge migrate --page-role skladbridge_page“ като собственика на базата и пуснете страницата отново.',
  },
  'state.database.formerAtWork': {
    what: 'С паметта още работят процеси на предишна версия ({workers}), а тя не може да работи с обновената памет (версия {version} → {mine}). Нищо не е пипано.',
    remedy:
      'Спрете всички процеси на предишната версия, и страниците, и повторете. Прекъснатият насила се брои още 20 секунди, а при по-дълъг SKLADBRIDGE_HEARTBEAT – повече.',
  },
  'state.database.pagesOnly': {
    what: 'Потребителят на базата данни {place} е само за страници: всяка фирма вижда през него само своето.',
    remedy: 'За работници, команди и migrate задайте в SKLADBRIDGE_DATABASE собственика на таблиците.',
  },
  'state.database.roleUnknown': {
    what: 'В базата данни няма потребител {role}.',
    remedy: 'Направете го с CREATE ROLE … LOGIN и повторете командата.',
  },
  'state.database.roleFree': {
    what: 'Потребителят {role} вижда всичко, каквото и да му се забрани: той е администратор, заобикаля правилата или е член на собственика.',
    remedy: 'Направете за страниците отделен потребител: CREATE ROLE … LOGIN NOSUPERUSER NOBYPASSRLS.',
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
