/** Търсене и действия по име. */
export const PALETTE = {
  placeholder: 'Поръчка, място, настройка или действие',
  nothing: 'Няма нищо с такова име.',
  actions: 'Действия',
  orders: 'Поръчки',
  places: 'Места',
  servers: 'Сървъри',
  settings: 'Настройки',
  page: 'Страницата',
} as const;
