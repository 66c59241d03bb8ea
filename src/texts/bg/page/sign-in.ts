/** Вход. */
export const SIGN_IN = {
  signIn: 'Вход',
  code: 'Код от терминала',
  codeHint: 'Програмата го показа при пускането си',
  firstAccount: 'Създайте профила на собственика',
  whatItIs: 'Склад Pro и магазинът в Seliton винаги еднакви',
} as const;
