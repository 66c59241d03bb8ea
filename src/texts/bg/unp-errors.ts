import type { Texts } from '../texts.ts';

/** Грешки на уникалните номера на продажби. */
export const UNP_ERRORS = {
  'unp.sequence.behindShop': {
    what: 'Магазинът пази УНП на {device} до {shop}, а складът знае само до {warehouse}.',
    remedy:
      'Вероятно складът и програмата са възстановени от стар архив. Започнете диапазона след последния издаден номер; ' +
      'нищо не е издадено повторно.',
  },
} satisfies Partial<Texts['errors']>;
