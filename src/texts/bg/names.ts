import type { Names } from '../texts.ts';

/** Имена, които терминалът и страницата пишат еднакво. */
export const NAMES: Names = {
  tasks: {
    'import-goods': 'Изтегляне на стоки',
    'import-orders': 'Импорт на поръчки',
    'export-goods': 'Експорт на стоки',
    'export-stock': 'Експорт на количества',
    undo: 'Връщане на пускане',
  },
  stages: {
    seen: 'видяна',
    waiting: 'чака',
    parked: 'за внимание',
    intended: 'започната',
    uncertain: 'неясна',
    recorded: 'записана',
    acknowledged: 'записана, УНП и в магазина',
    missing: 'документът липсва в склада',
    dismissed: 'не се внася',
  },
  changes: {
    addGood: 'нова стока в склада',
    recordOperation: 'нов документ',
    createProduct: 'нов продукт',
    updateProduct: 'промяна на продукт',
    hideProduct: 'скриване на продукт',
    showProduct: 'показване на продукт',
    setQuantity: 'количество',
    link: 'свързване',
    writeUnp: 'УНП към магазина',
  },
  ends: { done: 'завършено', stopped: 'спряно', interrupted: 'прекъснато', failed: 'неуспешно' },
  triggers: {
    schedule: 'по график',
    stockSchedule: 'график на количествата',
    person: 'ръчно',
    apply: 'изпълнен план',
    undo: 'връщане назад',
  },
  refundWays: { account: 'по платежна сметка', card: 'по карта', cash: 'в брой', other: 'по друг начин' },
  operationTypes: { '19': 'Поръчка', '14': 'Проформа', '13': 'Оферта', '2': 'Продажба' },
};
