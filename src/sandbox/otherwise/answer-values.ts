import type { Fault, FaultBox } from '../faults.ts';
import { eachText } from '../faults.ts';
import type { Field, Resource, StoredRecord } from '../resource.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '„': '&bdquo;',
  '“': '&ldquo;',
  '–': '&ndash;',
  é: '&eacute;',
};
const DEFAULT_BAD = 3;

/** A moment of the shop, `YYYY-MM-DD HH:MM:SS` in Sofia, in another form. */
function otherDate(text: string, form: string): string {
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)$/.exec(text) ?? [];
  if (year === '') return text;
  if (form === 'bulgarian') return `${day}.${month}.${year} ${time}`;
  const offset = offsetOf(`${year}-${month}-${day}T${time}Z`);
  const iso = `${year}-${month}-${day}T${time}${offset}`;
  return form === 'unix' ? String(Date.parse(iso) / 1000) : iso;
}

/** Sofia's offset at a wall time that is given as if it were UTC. */
function offsetOf(wall: string): string {
  const named = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Sofia', timeZoneName: 'longOffset' })
    .formatToParts(new Date(Date.parse(wall) - 2 * 3_600_000))
    .find((part) => part.type === 'timeZoneName');
  return named?.value.replace('GMT', '') ?? '+02:00';
}

function toldValue(value: unknown, field: Field, faults: FaultBox): unknown {
  if (value === null || value === undefined) return value;
  const truths = faults.way('truthsInWords');
  const dates = faults.way('otherDates');
  switch (field.kind) {
    case 'money':
    case 'number':
      return faults.way('commas') === null || !String(value).includes('.')
        ? value
        : String(value).replace('.', ',');
    case 'flag':
      return truths === null ? value : wordFor(value === true, truths);
    case 'time':
      return dates === null ? value : otherDate(String(value), dates.field ?? 'iso');
    case 'ml':
    case 'text':
      return faults.way('namesAsHtml') === null ? value : eachText(value, asHtml);
    case 'list':
      // A spoilt record is told as it is.
      if (!Array.isArray(value)) return value;
      return (value as readonly StoredRecord[]).map((row) => toldFields(row, field.row ?? {}, faults));
  }
}

function wordFor(isTrue: boolean, truths: Fault): string {
  const [yes = 'Yes', no = 'No'] = truths.field?.split('/') ?? [];
  return isTrue ? yes : no;
}

function asHtml(text: string): string {
  return [...text].map((letter) => ENTITIES[letter] ?? letter).join('');
}

function toldFields(
  record: StoredRecord,
  fields: Readonly<Record<string, Field>>,
  faults: FaultBox,
): StoredRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const field = fields[name];
      return [name, field === undefined ? value : toldValue(value, field, faults)];
    }),
  );
}

/** A record as the shop tells it: its values in the forms that are switched on. Numbers of records stay. */
export function toldRecord(record: StoredRecord, resource: Resource, faults: FaultBox): StoredRecord {
  const { idField } = resource;
  return { ...toldFields(record, resource.fields, faults), [idField]: record[idField] };
}

/** The one record of a list that is spoilt, null = none. */
export function spoiltOf(
  kind: 'badOrder' | 'badProduct',
  ids: readonly number[],
  faults: FaultBox,
): number | null {
  const way = faults.way(kind);
  return way === null ? null : (ids[(way.amount ?? DEFAULT_BAD) - 1] ?? null);
}
