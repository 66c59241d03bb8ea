import type { GoodsGroupId } from '../../model/good.ts';
import type { LocationId } from '../../model/location.ts';
import type { OperatorId } from '../../model/operator.ts';
import type { WarehouseChoices } from '../../model/warehouse-facts.ts';
import type { RestClient } from './rest-client.ts';
import { GROUP, LOCATION, parser, PAYMENT_TYPE, sorted } from './wire.ts';

/** Groups, objects, users … to choose from, each by id. */
export async function readRestChoices(client: RestClient, signal: AbortSignal): Promise<WarehouseChoices> {
  const groups = await client.all('/ItemsGroups', { parse: parser(GROUP), signal });
  const locations = await client.all('/Locations', { parse: parser(LOCATION), signal });
  const users = await client.all('/Users', { parse: parser(LOCATION), signal });
  const partnerGroups = await client.all('/PartnersGroups', { parse: parser(GROUP), signal });
  const types = await client.all('/PaymentTypes', { parse: parser(PAYMENT_TYPE), signal });
  return {
    groups: sorted(groups).map((row) => ({ ...row, id: row.id as GoodsGroupId })),
    locations: sorted(locations)
      .filter((row) => !row.deleted)
      .map(({ id, code, name }) => ({ id: id as LocationId, code, name })),
    operators: sorted(users).map(({ id, code, name, deleted }) => ({
      id: id as OperatorId,
      code,
      name,
      isDeleted: deleted,
    })),
    partnerGroups: sorted(partnerGroups).map(({ id, name }) => ({ id, name })),
    paymentTypes: sorted(types).map(({ id, name, payment_method: method }) => ({ id, name, method })),
  };
}
