import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { RemovedServers } from '../servers/removed-servers.tsx';

/** Servers that were removed: their records and the way back. */
export function Removed() {
  const { words } = usePage();
  const { value, reload } = useAnswer('/api/removed', {});
  if (value !== null && value.length === 0) return <EmptyState text={words.firm.noRemoved} />;
  return <RemovedServers refresh={null} onRestored={reload} />;
}
