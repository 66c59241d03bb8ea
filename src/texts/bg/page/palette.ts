/** Търсене и действия по име. */
export const PALETTE = {
  placeholder: 'Поръчка, стока, място, настройка или действие',
  nothing: 'Няма нищо с такова име.',
  actions: 'Действия',
  page: 'Страницата',
} as const;
