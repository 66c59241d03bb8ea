/** Пускания. */
export const RUNS = {
  undo: 'Върни назад…',
  state: 'Състояние',
} as const;
