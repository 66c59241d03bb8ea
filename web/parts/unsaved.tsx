import { useEffect, useRef, useState } from 'react';
import { usePage } from '../context.ts';
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
    const here = location.hash;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    // Before anybody else hears of it: the address is put back, and the page stays as it is.
    const ask = (event: HashChangeEvent): void => {
      if (isLet.current || location.hash === here) return;
      event.stopImmediatePropagation();
      setWanted(location.hash);
      history.replaceState(null, '', here);
    };
    addEventListener('beforeunload', stay);
    addEventListener('hashchange', ask, { capture: true });
    return () => {
      removeEventListener('beforeunload', stay);
      removeEventListener('hashchange', ask, { capture: true });
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
