/** Начало. */
export const HOME = {
  chartRuns: 'Време на последните пускания (секунди)',
  waiting: 'чакащи',
  recorded: 'внесени',
  parked: 'за внимание',
} as const;
