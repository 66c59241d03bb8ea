import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addRecord, Store } from './store.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'skladbridge-store-'));
  folders.push(made);
  return made;
}

describe('a shop and its backup', () => {
  it.each(['kept in memory', 'kept in a folder'])(
    '%s: what came since is gone, ids are given again',
    (kept) => {
      const place = kept === 'kept in a folder' ? folder() : null;
      let store = new Store(place);
      const add = (code: string): number =>
        addRecord(store, 'products', { id: null, fields: { productCode: code } });
      const [first, second] = [add('A'), add('B')];
      store.delete('products', second);
      const copy = store.copy();
      const since = add('C');
      store.put('products', first, { ...store.get('products', first), productCode: 'Z' });
      store.putBack(copy);
      if (place !== null) {
        store.close();
        store = new Store(place);
      }
      expect([store.ids('products'), store.get('products', first)?.['productCode']]).toEqual([[first], 'A']);
      expect([store.productsByCode('A'), store.productsByCode('C')]).toEqual([[first], []]);
      expect(add('D')).toBe(since);
      expect(copy.get('products')?.records).toHaveLength(1);
      store.close();
    },
  );
});
