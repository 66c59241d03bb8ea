import { randomUUID } from 'node:crypto';
import type { ProfileId } from '../../../model/profile.ts';
import type { SecretName } from '../../../model/settings.ts';
import { FIRST_TENANT } from '../../../model/tenant.ts';
import type { TenantId } from '../../../model/tenant.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';
import type { SealedPlace } from './secret-box.ts';

/** A profile as its secrets know it. */
export interface NamedProfile {
  readonly id: ProfileId;
  readonly uuid: string;
}

/** By the name that a profile keeps wherever it is moved to; earlier by its number. */
export function secretPlace({ id, uuid }: NamedProfile, name: SecretName): SealedPlace {
  return { about: `profile ${uuid} ${name}`, earlier: `profile ${id} ${name}` };
}

/** Of an account's second factor. */
export function factorPlace(id: number): SealedPlace {
  const about = `account ${id} second factor`;
  return { about, earlier: about };
}

/** Of the token by which a firm reports; the first one's was sealed before there were others. */
export function linePlace(tenant: TenantId): SealedPlace {
  const about = tenant === FIRST_TENANT ? 'report line token' : `report line token of firm ${tenant}`;
  return { about, earlier: about };
}

/** A name for a new profile that no other one has, in any memory. */
export function drawUuid(): string {
  return randomUUID();
}

/** Its own name; drawn for a profile of an older memory. Call inside a transaction. */
export async function uuidOf(transaction: StateDatabase, id: ProfileId): Promise<string> {
  await transaction
    .updateTable('profiles')
    .set({ uuid: drawUuid() })
    .where('id', '=', id)
    .where('uuid', '=', '')
    .execute();
  const row = await transaction.selectFrom('profiles').select('uuid').where('id', '=', id).executeTakeFirst();
  return row?.uuid ?? '';
}

/**
 * Gives each profile of an older memory its name; looked for before, so that a memory may also only be
 * read.
 */
export async function nameProfiles(store: StateStore): Promise<void> {
  const nameless = await store.read((database) =>
    database.selectFrom('profiles').select('id').where('uuid', '=', '').execute(),
  );
  if (nameless.length === 0) return;
  await store.write(null, async (transaction) => {
    for (const { id } of nameless) await uuidOf(transaction, id);
  });
}
