import type { Good, GoodsGroupId } from '../../model/good.ts';
import type { Change, ChangeKind, FieldChange } from '../../model/plan.ts';
import type { ExportContext, GoodsFields } from '../../sync/plan-export.ts';
import type { TaskContext } from '../task-context.ts';
import type { Guard } from './guard.ts';
import type { ProductLookup } from './product-lookup.ts';
import type { PendingWrite } from './product-writer.ts';

/** A good whose fields have been decided. */
export interface DecidedGood {
  readonly good: Good;
  readonly fields: GoodsFields;
  readonly hash: string;
}

/** State of one export while it runs. */
export interface ExportWork {
  readonly context: TaskContext;
  readonly exportContext: ExportContext;
  readonly lookup: ProductLookup;
  readonly guard: Guard;
  readonly pending: PendingWrite[];
  /** Writes for products whose good left the export. */
  readonly leaving: PendingWrite[];
  readonly groupsMet: Set<GoodsGroupId>;
}

/** A change of one good's product, for plan and report. */
export function exportChange(
  good: Pick<Good, 'id' | 'code' | 'name'>,
  kind: ChangeKind,
  fields: readonly FieldChange[],
): Change {
  const label = `${good.code} ${good.name}`.trim();
  return {
    key: `export-goods:good:${good.id}`,
    task: 'export-goods',
    kind,
    subject: `good:${good.id}`,
    label,
    fields,
  };
}
