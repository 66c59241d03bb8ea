import { usePage } from '../context.ts';

/** Ends the session, here and at the program. */
export function useSignOut(): () => Promise<void> {
  const { api, setSession } = usePage();
  return async () => {
    // Whatever the program says: who leaves must not go on seeing what is here.
    await api.send('DELETE', '/api/session').catch(() => undefined);
    setSession(null);
  };
}
