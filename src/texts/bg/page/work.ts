/** Какво върви в момента. */
export const WORK = {
  progress: 'Напредък',
  read: 'прочетени',
  written: 'обработени',
  log: 'Дневник',
  perSecond: 'в секунда',
  remaining: 'остават',
  details: 'Подробности',
  retry: 'Опит {attempt}{what}: {reason} Нов опит след {wait}.',
} as const;
