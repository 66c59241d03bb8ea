import type { RECORD_ERROR_CODES } from '../../model/record-error-codes.ts';
import type { ErrorText } from '../texts.ts';

/** Настройки, които сочат запис, който го няма или е от друг вид. */
export const RECORD_ERRORS: Readonly<Record<keyof typeof RECORD_ERROR_CODES, ErrorText>> = {
  'settings.good.gone': {
    what: 'В Склад Pro няма стока № {goodId}.',
    remedy: 'Изберете друга по име или код.',
  },
  'settings.good.deleted': {
    what: 'Стоката „{name}“ (№ {goodId}) е изтрита в Склад Pro.',
    remedy: 'Изберете друга, или я възстановете в Склад Pro.',
  },
  'settings.good.keepsStock': {
    what: '„{name}“ (№ {goodId}) е стока с наличност, а тук трябва услуга: всяка поръчка би намалявала склада.',
    remedy: 'Изберете услуга. Ако няма такава, създайте я в Склад Pro като стока от вид „Услуга“.',
  },
  'settings.partner.gone': {
    what: 'В Склад Pro няма партньор № {partnerId}.',
    remedy: 'Изберете друг по име, ЕИК или телефон.',
  },
  'settings.partner.deleted': {
    what: 'Партньорът „{name}“ (№ {partnerId}) е изтрит в Склад Pro.',
    remedy: 'Изберете друг, или го възстановете в Склад Pro.',
  },
  'settings.partnerGroup.gone': {
    what: 'В Склад Pro няма група партньори № {groupId}.',
    remedy: 'Изберете групата, в която да се създават новите партньори.',
  },
  'settings.nothingOn': {
    what: 'Нищо не е включено: нито експорт, нито импорт.',
    remedy: 'Включете поне едно от двете в настройките.',
  },
};
