import type { Texts } from '../texts.ts';

const LOOK_AGAIN = 'Нищо не е загубено: следващото пускане ще опита отново.';

/** Агенти на складове в офиси и хъбът, на който идват. */
export const AGENT_ERRORS = {
  'agent.hubNotSet': {
    what: 'Не е казано къде е хъбът на агентите.',
    remedy:
      'При хостера задайте SKLADBRIDGE_NATS=tls://потребител:парола@hub.example.bg:4222; при агента – „--hub“.',
  },
  'agent.hubMalformed': {
    what: 'Адресът на хъба не се чете.',
    remedy: 'Въведете го като tls://hub.example.bg:4222. Знаците @, : и / в парола се пишат %40, %3A и %2F.',
  },
  'agent.hubPlain': {
    what: 'Връзката до хъба {hub} не е криптирана.',
    remedy: 'Използвайте tls://. Без криптиране се говори само с хъб на същата машина.',
  },
  'agent.hubRefused': {
    what: 'Хъбът {hub} не прие ключа, името или токена, или не разрешава това на този потребител.',
    remedy: 'Сравнете ключа (agent --new-key го показва), името и токена с настройките на хъба.',
  },
  'agent.hubUnreachable': {
    what: 'Хъбът {hub} не отговаря ({reason}).',
    remedy: 'Проверете адреса, порта и дали машината работи. ' + LOOK_AGAIN,
  },
  'agent.hubCertificate': {
    what: 'Сертификатът на хъба {hub} не е приет ({reason}).',
    remedy:
      'Ако е подписан от ваша служба, посочете файла ѝ: „--ca“ при агента, SKLADBRIDGE_NATS_CA при хостера.',
  },
  'agent.tokenMalformed': {
    what: 'Във файла {file} няма ключ на агент.',
    remedy:
      'Направете го в нов файл с „--new-key“. Токен отпреди е един ред от 32 до 200 латински букви и цифри.',
  },
  'agent.notAKey': {
    what: 'Във файла {file} има токен отпреди, а не ключ. Агентът работи с него, както досега.',
    remedy: 'За да мине на ключ, посочете друг файл с --token-file.',
  },
  'agent.nameMalformed': {
    what: '„{name}“ не може да е име на агент.',
    remedy: 'Името е до 40 малки латински букви, цифри и тирета, например magazin-7.',
  },
  'agent.warehouseElsewhere': {
    what: 'Агентът отваря база данни, а {address} е друг агент.',
    remedy: 'Посочете самата база: mysql://…, mssql://…, sqlite:…, api+http://….',
  },
  'warehouse.agent.tooOld': {
    what: 'Агентът {agent} е от стара версия ({version}) и не може да работи с тази програма ({mine}).',
    remedy: 'Обновете програмата на машината на агента и го стартирайте отново. Нищо не е записано.',
  },
  'warehouse.agent.tooNew': {
    what: 'Агентът {agent} е от по-нова версия ({version}), която вече не говори с тази програма ({mine}).',
    remedy: 'Обновете програмата при хостера. Нищо не е записано.',
  },
  'warehouse.agent.tokenWrong': {
    what: 'Агентът {agent} не прие паролата на склада от този профил.',
    remedy:
      'В профила паролата на склада е токенът на агента. Въведете я отново: „skladbridge profile secret ИМЕ warehouseSecret“.',
  },
  'warehouse.agent.unreadable': {
    what: 'Казаното между програмата и агента {agent} не се чете ({what}).',
    remedy: 'Обновете и двете до една и съща версия.',
  },
  'warehouse.agent.unknownFault': {
    what: 'Агентът {agent} съобщи грешка, която тази версия не познава: {code}.',
    remedy: 'Обновете програмата при хостера, за да видите какво означава.',
  },
} satisfies Partial<Texts['errors']>;
