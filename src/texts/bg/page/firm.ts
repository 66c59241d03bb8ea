/** Фирмата: кой влиза. */
export const FIRM = {
  role: 'Роля',
  owner: 'собственик',
  operator: 'оператор',
} as const;
