import { SAMPLE_TREE } from './goods-tree.ts';
import type { SampleGroup } from './goods-tree.ts';
import { rowsOf } from './sample-rows.ts';
import type { Cell, SampleRows } from './sample-rows.ts';

export interface PlacedGroup extends SampleGroup {
  readonly id: number;
}

/** `VATGroups.ID` by rate; the first is there in every installation. */
export const VAT_GROUP_IDS = { 20: 1, 9: 2, 0: 3 } as const;

/** VAT groups beside the service one of 20 %; their codes are the letters of the fiscal groups. */
export function sampleVatGroups(): SampleRows {
  return rowsOf('vatgroups', [
    { ID: VAT_GROUP_IDS[9], Code: 'Г', Name: 'ДДС 9 %', VATValue: 9 },
    { ID: VAT_GROUP_IDS[0], Code: 'А', Name: 'ДДС 0 %', VATValue: 0 },
  ]);
}

/** Letters of the n-th code on a level: AAA, AAB … AAZ, ABA. */
function level(index: number): string {
  const letter = (value: number): string => String.fromCodePoint(65 + (value % 26));
  return `${letter(Math.floor(index / 676))}${letter(Math.floor(index / 26))}${letter(index)}`;
}

export interface SampleGroups {
  readonly rows: SampleRows;
  /** The third level: goods stand only there. */
  readonly leaves: readonly PlacedGroup[];
  /** Group of the services. */
  readonly services: number;
  /** A group whose parent is gone; null without hazards. */
  readonly orphan: number | null;
}

/** The tree as rows: three capitals per level in the code (facts section 11). Ids from 2. */
export function sampleGroups(hasHazards: boolean): SampleGroups {
  const records: Record<string, Cell>[] = [];
  const leaves: PlacedGroup[] = [];
  const add = (name: string, code: string): number => {
    const id = records.length + 2;
    records.push({ ID: id, Name: name, Code: code });
    return id;
  };
  for (const [index, [name, children]] of Object.entries(SAMPLE_TREE).entries()) {
    const code = level(index);
    add(name, code);
    for (const [childIndex, [childName, groups]] of Object.entries(children).entries()) {
      const childCode = `${code}${level(childIndex)}`;
      add(childName, childCode);
      for (const [leafIndex, group] of groups.entries()) {
        leaves.push({ ...group, id: add(group.name, `${childCode}${level(leafIndex)}`) });
      }
    }
  }
  const services = add('Услуги', level(Object.keys(SAMPLE_TREE).length));
  const orphan = hasHazards ? add('Стари стоки', `${level(700)}${level(0)}`) : null;
  return { rows: rowsOf('goodsgroups', records), leaves, services, orphan };
}
