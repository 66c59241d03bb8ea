import type { Selectable } from 'kysely';
import type { Account, Role } from '../../../model/account.ts';
import type { StateSchema } from '../schema.ts';

/** What is read of an account, `m` being its membership where it is looked at. */
export const ACCOUNT = [
  'a.id',
  'a.name',
  'a.language',
  'a.created_at',
  'a.email',
  'a.must_change',
  'a.factor',
  'a.is_hoster',
  'm.role as member_role',
] as const;

/** A row of that. */
export interface AccountRow extends Pick<
  Selectable<StateSchema['accounts']>,
  'id' | 'name' | 'language' | 'created_at' | 'email' | 'must_change' | 'factor' | 'is_hoster'
> {
  readonly member_role: Role | null;
}

/** A row as an account. Whoever is nothing where he is looked at is shown as what may do least. */
export function accountOf(row: AccountRow): Account {
  const { id, name, language, email } = row;
  return {
    id,
    name,
    role: row.member_role ?? (row.is_hoster === 1 ? 'hoster' : 'accountant'),
    language,
    createdAt: row.created_at,
    email,
    mustChange: row.must_change === 1,
    hasSecondFactor: row.factor !== null,
  };
}
