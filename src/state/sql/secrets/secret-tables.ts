import type { Generated } from 'kysely';
import type { ProfileId } from '../../../model/profile.ts';
import type { SecretName } from '../../../model/settings.ts';

interface SecretTable {
  readonly profile_id: ProfileId;
  readonly name: SecretName;
  readonly sealed: Uint8Array;
}

interface DataKeyTable {
  readonly id: Generated<number>;
  readonly key_id: string;
  readonly master: string;
  readonly wrapped: Uint8Array;
}

/** The tables of secrets and of the keys that seal them. */
export interface SecretSchema {
  readonly secrets: SecretTable;
  readonly data_keys: DataKeyTable;
}
