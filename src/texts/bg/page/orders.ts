/** Поръчки. */
export const ORDERS = {
  stage: 'Етап',
  story: 'История',
  received: 'Получена',
  refundWay: 'Върнати пари (за одиторския файл)',
} as const;
