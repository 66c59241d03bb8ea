import { CALLS } from '../api/api.ts';
import type { Call, Needs } from '../api/call.ts';
import type { AccountRole } from '../model/account.ts';

/** What calls need that somebody makes who has signed in. */
export type SignedIn = Exclude<Needs, 'public' | 'reporter'>;

/** Who may make a call, by what it needs: the one place where that is decided. */
const MAY: Readonly<Record<SignedIn, ReadonlySet<AccountRole>>> = {
  person: new Set(['owner', 'accountant', 'operator', 'hoster']),
  reader: new Set(['owner', 'accountant', 'operator']),
  operator: new Set(['owner', 'operator']),
  accountant: new Set(['owner', 'accountant']),
  owner: new Set(['owner']),
  hoster: new Set(['hoster']),
  soleOwner: new Set(['owner']),
};

/** What is about the whole memory: where several firms share it, nobody does it by the page. */
const OF_ALL: ReadonlySet<Needs> = new Set(['soleOwner']);

function isOfPeople(needs: Needs): needs is SignedIn {
  return needs !== 'public' && needs !== 'reporter';
}

/** Whether a call that needs this is for a role; `isSole`: the memory is of one firm. */
export function mayCall(needs: SignedIn, role: AccountRole, isSole: boolean): boolean {
  return MAY[needs].has(role) && (isSole || !OF_ALL.has(needs));
}

/** What a call is called where it is spoken of without being made: `post /api/profiles/{name}/run`. */
function nameOf({ method, path }: Call): string {
  return `${method} ${path}`;
}

/** Calls that a role may make, by name: what the page shows a person goes by them. */
export function callsFor(role: AccountRole, isSole: boolean): readonly string[] {
  return CALLS.filter(({ needs }) => isOfPeople(needs) && mayCall(needs, role, isSole)).map(nameOf);
}
