import { Badge, Button, Card, Checkbox, Menu, Radio, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { AccountRow } from '../../../src/api/firm/accounts.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { GivenPassword } from '../../parts/dialogs/given-password.tsx';
import type { Given } from '../../parts/dialogs/given-password.tsx';
import { FormCard } from './form-card.tsx';

const PATH = '/api/accounts';

/** What somebody may be, the least first, with what it means. */
const ROLES = [
  { role: 'accountant', hint: 'accountantHint', make: 'makeAccountant' },
  { role: 'operator', hint: 'operatorHint', make: 'makeOperator' },
  { role: 'owner', hint: 'ownerHint', make: 'makeOwner' },
] as const;
type Role = (typeof ROLES)[number]['role'];

/** Who may sign in: added, given another role or password, removed. For the owner. */
export function People() {
  const { api, words } = usePage();
  const { value, fault, reload } = useAnswer(PATH, {});
  const [given, setGiven] = useState<Given | null>(null);
  const [asked, setAsked] = useState<{ readonly what: 'reset' | 'remove'; readonly of: AccountRow } | null>(
    null,
  );
  const role = useAction(async ({ id }: AccountRow, next: Role) => {
    await api.tell('put', '/api/accounts/{id}/role', { id: String(id) }, { role: next });
    await reload();
  });
  const close = (): void => {
    setAsked(null);
    void reload();
  };
  return (
    <>
      <Card withBorder>
        <Title order={2} mb="xs">
          {words.firm.people}
        </Title>
        <FaultNote fault={role.fault ?? fault} />
        {(value ?? []).map((account) => (
          <PersonRow
            key={account.id}
            account={account}
            onRole={(next) => void role.run(account, next)}
            onAsk={(what) => setAsked({ what, of: account })}
          />
        ))}
      </Card>
      <AddPerson
        onAdded={(fresh) => {
          setGiven(fresh);
          void reload();
        }}
      />
      {asked?.what === 'remove' ? <RemovePerson account={asked.of} onClose={close} /> : null}
      {asked?.what === 'reset' ? (
        <ResetPerson account={asked.of} onClose={() => setAsked(null)} onGiven={setGiven} />
      ) : null}
      {given === null ? null : <GivenPassword given={given} onClose={() => setGiven(null)} />}
    </>
  );
}

function PersonRow(props: {
  readonly account: AccountRow;
  readonly onRole: (next: Role) => void;
  readonly onAsk: (what: 'reset' | 'remove') => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { account } = props;
  return (
    <div className="firm-row" role="group" aria-label={account.name}>
      <div className="firm-row-name">
        <Text fw={600}>{account.name}</Text>
        <Text size="sm" c="dimmed">
          {words.firm[account.role]}
          {account.email === '' ? '' : ` · ${account.email}`} · {words.everywhere.since.toLowerCase()}{' '}
          {formats.moment(account.createdAt)}
        </Text>
      </div>
      {account.hasSecondFactor ? (
        <Badge color="pine" variant="light">
          {words.firm.withSecondFactor}
        </Badge>
      ) : null}
      {account.mustChange ? (
        <Badge color="yellow" variant="light">
          {words.firm.temporary}
        </Badge>
      ) : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            aria-label={`${words.everywhere.more}: ${account.name}`}
          >
            {words.everywhere.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => props.onAsk('reset')}>{words.firm.resetPassword}</Menu.Item>
          {ROLES.filter(({ role }) => role !== account.role).map(({ role, make }) => (
            <Menu.Item key={role} onClick={() => props.onRole(role)}>
              {words.firm[make]}
            </Menu.Item>
          ))}
          <Menu.Item c="red" onClick={() => props.onAsk('remove')}>
            {words.everywhere.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function AddPerson({ onAdded }: { readonly onAdded: (fresh: Given) => void }) {
  const { api, words, language } = usePage();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const add = useAction(async () => {
    const { account, password } = await api.tell('post', PATH, {}, { name, role, language });
    setName('');
    onAdded({ name: account.name, password: password ?? '' });
  });
  return (
    <FormCard
      title={words.firm.addPerson}
      hint={words.firm.addPersonHint}
      action={add}
      button={words.everywhere.add}
      isFirst
    >
      <TextInput
        label={words.everywhere.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="off"
        required
      />
      <Radio.Group
        label={words.firm.role}
        value={role}
        onChange={(chosen) => setRole(ROLES.find((each) => each.role === chosen)?.role ?? 'operator')}
      >
        {ROLES.map(({ role: value, hint }) => (
          <Radio key={value} mt={6} value={value} label={words.firm[value]} description={words.firm[hint]} />
        ))}
      </Radio.Group>
    </FormCard>
  );
}

function RemovePerson({ account, onClose }: { readonly account: AccountRow; readonly onClose: () => void }) {
  const { api, words } = usePage();
  return (
    <ConfirmDialog
      title={fill(words.firm.removePerson, { name: account.name })}
      action={words.everywhere.remove}
      isLoss
      onAction={() => api.tell('delete', '/api/accounts/{id}', { id: String(account.id) })}
      onClose={onClose}
    >
      {words.firm.removePersonHint}
    </ConfirmDialog>
  );
}

function ResetPerson(props: {
  readonly account: AccountRow;
  readonly onClose: () => void;
  readonly onGiven: (given: Given) => void;
}) {
  const { api, words } = usePage();
  const { account } = props;
  const [secondFactor, setSecondFactor] = useState(false);
  return (
    <ConfirmDialog
      title={`${words.firm.resetPassword}: ${account.name}`}
      action={words.firm.resetPassword}
      onAction={async () => {
        const id = String(account.id);
        const { password } = await api.tell('post', '/api/accounts/{id}/reset', { id }, { secondFactor });
        props.onGiven({ name: account.name, password });
      }}
      onClose={props.onClose}
    >
      {words.firm.resetHint}
      {account.hasSecondFactor ? (
        <Checkbox
          mt="sm"
          label={words.firm.resetFactor}
          checked={secondFactor}
          onChange={(event) => setSecondFactor(event.currentTarget.checked)}
        />
      ) : null}
    </ConfirmDialog>
  );
}
