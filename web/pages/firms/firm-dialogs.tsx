import { Text } from '@mantine/core';
import type { FirmRow } from '../../../src/api/firm/firms.ts';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import type { Given } from '../../parts/dialogs/given-password.tsx';
import { isGiven, NameDialog } from '../../parts/name-dialog.tsx';
import { useFirmName } from './firm-columns.tsx';

interface OfFirm {
  readonly firm: FirmRow;
  readonly onClose: () => void;
}

/** One more firm. */
export function NewFirm({ onClose }: { readonly onClose: () => void }) {
  const { api, words } = usePage();
  return (
    <NameDialog
      title={words.firms.newFirm}
      label={words.firms.newName}
      first=""
      action={words.everywhere.add}
      isFit={isGiven}
      onAction={async (name) => void (await api.tell('post', '/api/firms', {}, { name: name.trim() }))}
      onClose={onClose}
    />
  );
}

/** Another name for a firm. */
export function RenameFirm({ firm, onClose }: OfFirm) {
  const { api, words } = usePage();
  const id = String(firm.id);
  return (
    <NameDialog
      title={`${words.firms.rename}: ${useFirmName()(firm)}`}
      label={words.firms.newName}
      first={firm.name}
      action={words.firms.rename}
      isFit={isGiven}
      onAction={async (name) => {
        await api.tell('put', '/api/firms/{id}/name', { id }, { name: name.trim() });
      }}
      onClose={onClose}
    />
  );
}

/** Asks before nobody of a firm comes in any more, and before they do again. */
export function SuspendFirm({ firm, onClose }: OfFirm) {
  const { api, words } = usePage();
  const name = useFirmName()(firm);
  const isSuspended = firm.suspendedAt === null;
  const { suspend, suspendTitle, suspendHint, resume, resumeTitle, resumeHint } = words.firms;
  return (
    <ConfirmDialog
      title={fill(isSuspended ? suspendTitle : resumeTitle, { name })}
      action={isSuspended ? suspend : resume}
      isLoss={isSuspended}
      onAction={() => api.tell('put', '/api/firms/{id}/suspended', { id: String(firm.id) }, { isSuspended })}
      onClose={onClose}
    >
      {isSuspended ? suspendHint : resumeHint}
    </ConfirmDialog>
  );
}

/** The first owner of a firm: whoever adds everybody else. */
export function FirstOwner(props: OfFirm & { readonly onGiven: (given: Given) => void }) {
  const { api, words, language } = usePage();
  const { firm } = props;
  return (
    <NameDialog
      title={fill(words.firms.ownerTitle, { name: useFirmName()(firm) })}
      label={words.firms.ownerName}
      first=""
      action={words.firm.makeOwner}
      isFit={isGiven}
      onAction={async (name) => {
        const id = String(firm.id);
        const body = { name: name.trim(), language };
        const { account, password } = await api.tell('post', '/api/firms/{id}/owner', { id }, body);
        props.onGiven({ name: account.name, password });
      }}
      onClose={props.onClose}
    >
      <Text size="sm">{words.firms.ownerHint}</Text>
    </NameDialog>
  );
}
