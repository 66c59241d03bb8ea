import type { SettingView } from '../../../src/api/settings.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { fill } from '../../../src/texts/fill.ts';
import { idsOf, isSame, matters, textsIn } from './form-parts.ts';
import type { Values } from './form-parts.ts';
import type { Look } from './look.ts';
import { rowsOf } from './record-fields.tsx';

const MOST = 2;

/** What values are told with. */
interface Around {
  readonly look: Look;
  readonly words: PageWords;
  readonly schedule: (schedule: string) => string;
  /** What a good or a partner is called. */
  readonly names: (kind: string, id: number) => string;
}

/** A value in a few words; null where it is told by how many there are. */
function valueText(setting: SettingView, value: unknown, { look, names }: Around): string {
  const rows = look.value === null ? null : rowsOf(setting.kind, look.value);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  const isRecord = setting.kind === 'good' || setting.kind === 'partner';
  if (typeof value === 'number' && isRecord) return names(setting.kind, value);
  if (typeof value === 'number') return rows?.find(({ id }) => id === value)?.name ?? String(value);
  if (idsOf(value).length > 0) return String(idsOf(value).length);
  if (textsIn(value).length > 0) return textsIn(value).join(', ');
  if (typeof value === 'object') return String(Object.keys(value ?? {}).length);
  return setting.options.find((option) => option.value === value)?.label ?? String(value);
}

/** A folded part in one line: what of it is not as usual. */
export function summaryOf(settings: readonly SettingView[], values: Values, around: Around): string {
  const { words } = around;
  const changed = settings.filter(
    (setting) => matters(setting, values) && !isSame(values[setting.key], setting.defaultValue),
  );
  if (changed.length === 0) {
    const scheduled = settings.find(({ key }) => key === 'schedule');
    return scheduled === undefined ? words.settings.asUsual : around.schedule('');
  }
  const told = changed.slice(0, MOST).map((setting) => {
    const value = values[setting.key];
    const text =
      setting.kind === 'schedule' ? around.schedule(String(value)) : valueText(setting, value, around);
    return `${setting.label}: ${text}`;
  });
  const more = changed.length - told.length;
  if (more > 0) told.push(fill(words.runs.more, { count: more }));
  return told.join(' · ');
}
