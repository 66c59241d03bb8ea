/** Думите на магазина. */
export const SHOP_WORDS = {
  word: 'Дума',
  meaning: 'Значение',
  lastSeen: 'За последно',
  timesMet: 'Срещана',
  example: 'Пример',
  noWords: 'Още няма думи: те се събират с първите поръчки.',
  wordsHint: 'Думите, с които магазинът пише поръчките си, и какво значат тук.',
  waiting: 'Чакат значение',
  waitingHint: 'Поръчките с тези думи не влизат, докато не изберете какво значат.',
  inUse: 'С тези се работи',
  informative: 'Само за сведение',
  wordOptional: 'не е нужно',
  wordUnknown: 'изберете…',
  wordProposed: 'вероятно',
} as const;
