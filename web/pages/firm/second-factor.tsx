import { Badge, Button, Card, Group, PasswordInput, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { fill } from '../../../src/texts/fill.ts';
import { Dialog } from '../../parts/dialogs/dialog.tsx';

const PATH = '/api/session/second-factor';

/** A code of an app besides the password: on, off, and the codes for a lost phone. */
export function SecondFactor() {
  const { words } = usePage();
  const { value, reload } = useAnswer(PATH, {});
  const [open, setOpen] = useState<'on' | 'off' | null>(null);
  const close = (): void => {
    setOpen(null);
    void reload();
  };
  const isOn = value?.isOn === true;
  return (
    <Card withBorder>
      <Group>
        <Title order={2}>{words.firm.secondFactor}</Title>
        {value === null ? null : (
          <Badge color={isOn ? 'pine' : 'gray'} variant="light">
            {isOn ? words.firm.secondFactorOn : words.firm.secondFactorOff}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" my="sm">
        {isOn ? fill(words.firm.codesLeft, { n: value.codesLeft }) : words.firm.secondFactorHint}
      </Text>
      <Group>
        <Button variant="default" onClick={() => setOpen(isOn ? 'off' : 'on')}>
          {isOn ? words.firm.turnOff : words.firm.turnOn}
        </Button>
      </Group>
      {open === 'on' ? <TurnOn onClose={close} /> : null}
      {open === 'off' ? <TurnOff onClose={close} /> : null}
    </Card>
  );
}

interface Offer {
  readonly secret: string;
  readonly picture: string;
}

/** The password, then the picture and a code of it, then the codes for a lost phone. */
function TurnOn({ onClose }: { readonly onClose: () => void }) {
  const { api, words } = usePage();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const ask = useAction(async () => setOffer(await api.tell('post', PATH, {}, { password })));
  const confirm = useAction(async () => setCodes((await api.tell('put', PATH, {}, { code })).codes));
  if (codes !== null) return <RecoveryCodes codes={codes} onClose={onClose} />;
  if (offer === null)
    return (
      <Dialog onClose={onClose} title={words.firm.secondFactor}>
        <PasswordInput
          label={words.firm.oldPassword}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          data-autofocus
        />
        <FaultNote fault={ask.fault} />
        <Group justify="end" mt="md">
          <Button onClick={() => void ask.run()} loading={ask.isBusy}>
            {words.firm.turnOn}
          </Button>
        </Group>
      </Dialog>
    );
  return (
    <Dialog onClose={onClose} title={words.firm.secondFactor}>
      <Text size="sm">{words.firm.scan}</Text>
      <img
        className="firm-qr"
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(offer.picture)}`}
        alt={`${words.firm.key}: ${offer.secret}`}
      />
      <Text size="sm" c="dimmed">
        {words.firm.key}
      </Text>
      <p className="firm-code">{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      <TextInput
        label={words.firm.codeOfApp}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <FaultNote fault={confirm.fault} />
      <Group justify="end" mt="md">
        <Button onClick={() => void confirm.run()} loading={confirm.isBusy}>
          {words.firm.confirmCode}
        </Button>
      </Group>
    </Dialog>
  );
}

function RecoveryCodes(props: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const { words } = usePage();
  return (
    <Dialog onClose={props.onClose} title={words.firm.recoveryTitle} closeOnClickOutside={false}>
      <Text size="sm">{words.firm.recoveryHint}</Text>
      <ul className="firm-codes">
        {props.codes.map((code) => (
          <li key={code} className="firm-code">
            {code}
          </li>
        ))}
      </ul>
      <Group justify="end">
        <Button onClick={props.onClose}>{words.firm.recoveryDone}</Button>
      </Group>
    </Dialog>
  );
}

function TurnOff({ onClose }: { readonly onClose: () => void }) {
  const { api, words } = usePage();
  const [password, setPassword] = useState('');
  const remove = useAction(async () => {
    await api.tell('delete', PATH, {}, { password });
    onClose();
  });
  return (
    <Dialog onClose={onClose} title={words.firm.secondFactor}>
      <Text size="sm">{words.firm.turnOffHint}</Text>
      <PasswordInput
        mt="sm"
        label={words.firm.oldPassword}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
      />
      <FaultNote fault={remove.fault} />
      <Group justify="end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {words.everywhere.cancel}
        </Button>
        <Button color="red.9" onClick={() => void remove.run()} loading={remove.isBusy}>
          {words.firm.turnOff}
        </Button>
      </Group>
    </Dialog>
  );
}
