/** Търсене и действия по име. */
export const PALETTE = {
  placeholder: 'Поръчка, стока, място, настройка или действие',
  nothing: 'Няма нищо с такова име.',
  actions: 'Действия',
  orders: 'Поръчки',
  goods: 'Стоки',
  places: 'Места',
  servers: 'Сървъри',
  settings: 'Настройки',
  page: 'Страницата',
} as const;
