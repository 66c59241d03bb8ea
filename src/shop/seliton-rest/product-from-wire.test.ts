import { expect, it } from 'vitest';
import { productFromWire } from './product-from-wire.ts';

it('E9: of a label of availability that is none of ours nothing follows, and the label itself is told', () => {
  const read = (label: string | null) => {
    const record = { productId: 1, productCode: 'A', productAvailabilityStatus: label };
    const { isAvailable, availabilityLabel } = productFromWire(record, 'bg');
    return [isAvailable, availabilityLabel];
  };
  expect(['in_stock', 'out_of_stock', 'В наличност', null].map(read)).toEqual([
    [true, 'in_stock'],
    [false, 'out_of_stock'],
    [null, 'В наличност'],
    [null, ''],
  ]);
});
