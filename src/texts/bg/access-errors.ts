import type { Texts } from '../texts.ts';

/** Errors of whoever comes in: people on the page, programs on the REST API of a warehouse. */
export const ACCESS_ERRORS = {
  'access.loginNeeded': { what: 'Не сте влезли.', remedy: 'Влезте с име и парола.' },
  'access.notAllowed': {
    what: 'Това може само собственикът.',
    remedy: 'Помолете собственика на програмата.',
  },
  'access.tokenMissing': {
    what: 'Заявката не идва от отворената страница.',
    remedy: 'Презаредете страницата и опитайте отново.',
  },
  'access.wrongPassword': { what: 'Името или паролата не са верни.', remedy: 'Опитайте отново.' },
  'access.lockedOut': {
    what: 'Твърде много грешни опити.',
    remedy: 'Изчакайте {seconds|секунда|секунди}.',
  },
  'access.busy': {
    what: 'В момента много хора влизат едновременно.',
    remedy: 'Опитайте пак след няколко секунди.',
  },
  'http.origin.malformed': {
    what: '„{value}“ не е адрес, на който браузърът отваря страницата.',
    remedy: 'Напишете само протокол и име, например --url https://sklad.example.bg, без пътека след името.',
  },
  'http.url.notSecure': {
    what: 'Със сертификат страницата се отваря през https, а посоченият адрес е {url}.',
    remedy: 'Напишете в --url адрес с https:// или махнете --tls-cert и --tls-key.',
  },
  'http.proxy.malformed': {
    what: '„{value}“ не е адрес на прокси.',
    remedy:
      'Посочете с --trusted-proxy само адреса или мрежата на проксито, например 10.0.0.5, 10.1.0.0/16 или fd00::5; на всички по света не се вярва.',
  },
  'http.tls.incomplete': {
    what: 'За TLS са нужни и сертификат, и ключ; липсва {missing}.',
    remedy: 'Посочете и двата файла с --tls-cert и --tls-key.',
  },
  'http.tls.certificate': {
    what: 'Във файла {file} няма сертификат, с който може да се работи ({reason}).',
    remedy: 'Посочете с --tls-cert файл PEM: първо сертификатът на сървъра, след него междинните.',
  },
  'http.tls.key': {
    what: 'Във файла {file} няма частен ключ, който може да се прочете ({reason}).',
    remedy: 'Посочете с --tls-key ключа на сертификата като PEM, без парола.',
  },
  'http.tls.mismatch': {
    what: 'Ключът {key} не е на сертификата {certificate}.',
    remedy:
      'Посочете ключа, с който сертификатът е поискан. Ако файлът има няколко сертификата, на сървъра трябва да е първи.',
  },
  'http.metricsToken.malformed': {
    what: 'Файлът {file} не съдържа ключ за /metrics.',
    remedy: 'Запишете в него един ред с поне 16 знака на латиница без интервали.',
  },
  'access.codeWrong': {
    what: 'Кодът не е верен.',
    remedy: 'Препишете кода, който програмата показа в терминала при пускането.',
  },
  'access.secondCodeNeeded': {
    what: 'За този потребител е нужен и код от приложението.',
    remedy: 'Въведете шестте цифри, които телефонът показва, или един от резервните кодове.',
  },
  'access.secondCodeWrong': {
    what: 'Кодът от приложението не е верен или вече е използван.',
    remedy: 'Изчакайте следващия код. Проверете дали часовникът на телефона е верен.',
  },
  'access.passwordMustChange': {
    what: 'Паролата е временна.',
    remedy: 'Сменете я със своя, преди да продължите.',
  },
  'account.notFound': {
    what: 'Няма потребител „{name}“.',
    remedy: 'Вижте списъка с потребители (в терминала „skladbridge account list“).',
  },
  'account.emailMalformed': {
    what: '„{email}“ не е адрес на електронна поща.',
    remedy: 'Напишете го като ime@firma.bg или оставете полето празно.',
  },
  'account.passwordSame': {
    what: 'Новата парола е същата като старата.',
    remedy: 'Изберете друга парола.',
  },
  'session.notFound': { what: 'Тази сесия вече е приключила.', remedy: 'Презаредете списъка.' },
  'access.linkUsed': {
    what: 'Връзката за вход вече е използвана или е изтекла.',
    remedy: 'Влезте с име и парола или пуснете програмата отново.',
  },
  'account.nameTaken': { what: 'Вече има потребител „{name}“.', remedy: 'Изберете друго име.' },
  'account.nameMalformed': {
    what: '„{name}“ не може да е име на потребител.',
    remedy: 'От 1 до 60 знака, без интервали в краищата.',
  },
  'account.passwordWeak': { what: 'Паролата е твърде къса.', remedy: 'Поне 10 знака.' },
  'account.lastOwner': {
    what: 'Това е единственият собственик.',
    remedy: 'Първо добавете друг собственик.',
  },
  'notification.notSet': {
    what: 'Няма къде да се изпрати: известията по този път ({way}) не са настроени.',
    remedy: 'Попълнете ги в настройките на сървъра, раздел „Известия“, и запишете.',
  },
  'notification.mail.malformed': {
    what: 'Адресът на пощенския сървър не е верен.',
    remedy: 'Въведете го като smtp://потребител@сървър:587, а паролата – отделно, в „Парола за пощата“.',
  },
  'notification.mail.failed': {
    what: 'Известието не можа да се изпрати през {host} ({reason}).',
    remedy: 'Проверете пощенския сървър, потребителя и паролата.',
  },
  'notification.webhook.failed': {
    what: 'Известието не можа да се изпрати на {host} ({reason}).',
    remedy: 'Проверете webhook адреса.',
  },
  'http.portTaken': {
    what: 'Портът {port} е зает от друга програма ({reason}).',
    remedy: 'Може Skladbridge вече да работи: отворете страницата. Иначе изберете друг порт с --port.',
  },
  'warehouseApi.keyMissing': {
    what: 'Извън тази машина ({host}) REST API на склада се отваря само с ключ.',
    remedy: 'Запишете ключ във файл и го посочете с --api-key-file.',
  },
  'warehouseApi.keyMalformed': {
    what: 'Файлът {file} не съдържа ключ.',
    remedy: 'Запишете в него един ред с поне 16 знака без интервали.',
  },
  'warehouseApi.portTaken': {
    what: 'Портът {port} не може да се отвори ({reason}).',
    remedy: 'Изберете друг с --port.',
  },
} satisfies Partial<Texts['errors']>;
