const NUMBER =
  /<(?:[\w.-]+:)?order_?(?:id|number)\s*>\s*(\d{1,15})|"order_?(?:id|number)"\s*:\s*"?(\d{1,15})/gi;

/**
 * Numbers of the orders that an answer holds, over either interface, each once, in the answer's own order.
 */
export function orderNumbers(text: string): readonly number[] {
  return [...new Set([...text.matchAll(NUMBER)].map(([, xml, json]) => Number(xml ?? json)))];
}
