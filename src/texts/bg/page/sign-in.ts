/** Вход. */
export const SIGN_IN = {
  signIn: 'Вход',
  code: 'Код от терминала',
  codeHint: 'Програмата го показа при пускането си',
  firstAccount: 'Създайте профила на собственика',
  whatItIs: 'Свързва Склад Pro с магазина ви в Seliton',
} as const;
