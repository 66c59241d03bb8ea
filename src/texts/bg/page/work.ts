/** Какво върви в момента. */
export const WORK = {
  progress: 'Напредък',
  read: 'прочетени',
  written: 'обработени',
  log: 'Дневник',
  perSecond: 'в секунда',
  remaining: 'остават',
  retry: 'не отговаря; нов опит след',
} as const;
