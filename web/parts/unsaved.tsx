import { useEffect, useRef, useState } from 'react';
import { usePage } from '../context.ts';
import { guardRoute } from '../route.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/**
 * Asks before typed changes are lost: when another place is gone to, and when the window is closed. What is
 * asked for is gone to once it was answered.
 */
export function UnsavedGuard({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const { words } = usePage();
  const [wanted, setWanted] = useState<string | null>(null);
  const isLet = useRef(false);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    const letGo = guardRoute((address) => {
      if (!isLet.current) setWanted(address);
      return isLet.current;
    });
    addEventListener('beforeunload', stay);
    return () => {
      removeEventListener('beforeunload', stay);
      letGo();
    };
  }, [isUnsaved]);
  if (wanted === null) return null;
  return (
    <ConfirmDialog
      title={words.everywhere.unsaved}
      action={words.everywhere.leaveUnsaved}
      isLoss
      onAction={async () => {
        isLet.current = true;
        location.hash = wanted;
        await Promise.resolve();
      }}
      onClose={() => setWanted(null)}
    >
      {words.everywhere.unsavedHint}
    </ConfirmDialog>
  );
}
