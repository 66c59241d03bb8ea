/** Рамката на страницата: места, сметка, език. */
export const SHELL = {
  servers: 'Сървъри',
  plan: 'Преглед',
  orders: 'Поръчки',
  attention: 'За внимание',
  goods: 'Стоки',
  unp: 'УНП',
  words: 'Думи',
  runs: 'Пускания',
  overview: 'Начало',
  settings: 'Настройки',
  accounts: 'Потребители',
  signOut: 'Изход',
  language: 'English',
} as const;
