import { Button, Code, Group, Text } from '@mantine/core';
import type { FreshToken, ReportingShop } from '../../../src/api/reports.ts';
import { fill } from '../../../src/texts/fill.ts';
import { usePage } from '../../context.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';

const SHOP = '/api/reporting/shops/{id}';
const TOKEN = '/api/reporting/shops/{id}/token';

interface Asked {
  readonly shop: ReportingShop;
  readonly onClose: () => void;
}

/** A new token in the place of the one before. */
export function RenewToken(props: Asked & { readonly onGiven: (fresh: FreshToken) => void }) {
  const { api, words } = usePage();
  const { shop, onClose } = props;
  return (
    <ConfirmDialog
      title={fill(words.reporting.renewTitle, { name: shop.name })}
      action={words.reporting.renew}
      onAction={async () => props.onGiven(await api.tell('post', TOKEN, { id: String(shop.id) }))}
      onClose={onClose}
    >
      {words.reporting.renewHint}
    </ConfirmDialog>
  );
}

/** Nobody reports by the shop's token any more. */
export function RevokeToken({ shop, onClose }: Asked) {
  const { api, words } = usePage();
  return (
    <ConfirmDialog
      title={fill(words.reporting.revokeTitle, { name: shop.name })}
      action={words.reporting.revoke}
      isLoss
      onAction={() => api.tell('delete', TOKEN, { id: String(shop.id) })}
      onClose={onClose}
    >
      {words.reporting.revokeHint}
    </ConfirmDialog>
  );
}

/** The shop is not listed any more, and what it told is gone. */
export function RemoveShop({ shop, onClose }: Asked) {
  const { api, words } = usePage();
  return (
    <ConfirmDialog
      title={fill(words.firm.removePerson, { name: shop.name })}
      action={words.everywhere.remove}
      isLoss
      onAction={() => api.tell('delete', SHOP, { id: String(shop.id) })}
      onClose={onClose}
    >
      {words.reporting.removeHint}
    </ConfirmDialog>
  );
}

/** Shown once: nobody can look it up later. */
export function GivenToken({ fresh, onClose }: { readonly fresh: FreshToken; readonly onClose: () => void }) {
  const { words } = usePage();
  return (
    <Dialog
      onClose={onClose}
      title={fill(words.reporting.tokenOf, { name: fresh.name })}
      closeOnClickOutside={false}
    >
      <p className="shop-token">{fresh.token}</p>
      <Text size="sm" mb="sm">
        {words.reporting.tokenHint}
      </Text>
      <Text size="sm" c="dimmed">
        {words.reporting.tokenCommand}
      </Text>
      <Code
        block
        className="shop-command"
      >{`skladbridge report to ${location.origin} --token-file token.txt`}</Code>
      <Group justify="end" mt="md">
        <Button onClick={onClose}>{words.everywhere.close}</Button>
      </Group>
    </Dialog>
  );
}
