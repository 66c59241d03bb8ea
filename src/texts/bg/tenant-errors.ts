import type { ErrorText } from '../texts.ts';

/** Грешки за фирми, които споделят една памет. */
export const TENANT_ERRORS = {
  'access.noTenant': {
    what: 'Този потребител не е в никоя фирма.',
    remedy: 'Обърнете се към този, който се грижи за програмата.',
  },
  'account.elsewhere': {
    what: '„{name}“ работи и в друга фирма: паролата му не може да се смени оттук.',
    remedy: 'Той сам може да я смени; ако я е забравил – този, който се грижи за програмата.',
  },
  'tenant.nameTaken': {
    what: 'Вече има фирма „{name}“.',
    remedy: 'Изберете друго име.',
  },
  'tenant.nameMalformed': {
    what: '„{name}“ не може да е име на фирма.',
    remedy: 'От 1 до 80 знака, без интервали в краищата.',
  },
  'tenant.notFound': {
    what: 'Няма фирма „{name}“, която да може да изберете.',
    remedy: 'Изберете някоя от своите фирми (в терминала ги показва „skladbridge tenant list“).',
  },
  'tenant.needed': {
    what: 'В тази памет има няколко фирми и не е ясно за коя е командата.',
    remedy: 'Добавете --firm с името на една от тях: {names}.',
  },
  'tenant.unclear': {
    what: 'Няколко фирми имат профил „{name}“.',
    remedy: 'Добавете --firm с името на фирмата.',
  },
  'tenant.nameless': {
    what: 'Досегашната фирма още няма име.',
    remedy: 'Дайте ѝ име, преди да добавите друга, например с „skladbridge tenant rename - Първа“.',
  },
  'tenant.needsDatabase': {
    what: 'Памет във файл е само на една фирма.',
    remedy: 'За повече фирми паметта се държи в PostgreSQL (docs/hosting.md).',
  },
  'tenant.hasOwner': {
    what: 'Фирма „{name}“ вече има собственик.',
    remedy: 'Хората на фирмата добавя той.',
  },
  'tenant.pageRole': {
    what: 'Тази страница работи с потребител на базата данни, който вижда фирмите само една по една.',
    remedy:
      'Гледайте фирмите от страница, пусната със собственика на базата данни, или с tenant в терминала.',
  },
  'tenant.suspended': {
    what: 'Достъпът на фирма „{name}“ е спрян.',
    remedy: 'Обърнете се към този, който се грижи за програмата.',
  },
} satisfies Readonly<Record<string, ErrorText>>;
