import type { GoodsGroupId } from '../../../model/good.ts';
import type { LocationId } from '../../../model/location.ts';
import type { OperatorId } from '../../../model/operator.ts';
import type { WarehouseChoices } from '../../../model/warehouse-facts.ts';
import { readText } from '../column-text.ts';
import type { WarehouseDatabase } from '../sql-engine.ts';

/** What the settings form lets a person choose from; the users' passwords are never read. */
export async function readChoices(database: WarehouseDatabase): Promise<WarehouseChoices> {
  const groups = await database
    .selectFrom('goodsgroups')
    .select(['ID', 'Code', 'Name'])
    .orderBy('ID')
    .execute();
  const partnerGroups = await database
    .selectFrom('partnersgroups')
    .select(['ID', 'Name'])
    .orderBy('ID')
    .execute();
  const objects = await database
    .selectFrom('objects')
    .select(['ID', 'Code', 'Name', 'Deleted'])
    .orderBy('ID')
    .execute();
  const users = await database
    .selectFrom('users')
    .select(['ID', 'Code', 'Name', 'Deleted'])
    .orderBy('ID')
    .execute();
  const types = await database.selectFrom('paymenttypes').selectAll().orderBy('ID').execute();
  return {
    groups: groups.map((row) => ({
      id: row.ID as GoodsGroupId,
      code: readText(row.Code),
      name: readText(row.Name),
    })),
    locations: objects
      .filter((row) => (row.Deleted ?? 0) === 0)
      .map((row) => ({ id: row.ID as LocationId, code: readText(row.Code), name: readText(row.Name) })),
    operators: users.map((row) => ({
      id: row.ID as OperatorId,
      code: readText(row.Code),
      name: readText(row.Name),
      isDeleted: (row.Deleted ?? 0) !== 0,
    })),
    partnerGroups: partnerGroups.map((row) => ({ id: row.ID, name: readText(row.Name) })),
    paymentTypes: types.map((row) => ({
      id: row.ID,
      name: readText(row.Name),
      method: row.PaymentMethod ?? 0,
    })),
  };
}
