import { Alert, Group, List, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PostedDraft } from '../../../src/api/draft.ts';
import type { ShopAnswer } from '../../../src/api/setup.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAction } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import type { Form } from '../settings/form-store.ts';
import { Proof, Question } from './question.tsx';

const INTERFACES = { xml: 'XML API', rest: 'REST API v1' } as const;

/** The shop: its address, who enters and by which key, proved by what it answers. */
export function StepShop(props: {
  readonly form: Form;
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const { api, words } = usePage();
  const { form, onDone, onBack } = props;
  const [address, setAddress] = useState(String(form.values['shopAddress']));
  const [username, setUsername] = useState(String(form.values['username']));
  const [secret, setSecret] = useState('');
  const [answer, setAnswer] = useState<ShopAnswer | null>(null);
  const isKept = form.stored.secrets.some((each) => each === 'secret');
  const draft: PostedDraft = {
    settings: { shopAddress: address.trim(), username: username.trim() },
    ...(secret === '' ? {} : { secrets: { secret } }),
  };
  const { run, isBusy, fault } = useAction(async () => {
    setAnswer(await api.tell('post', '/api/profiles/{name}/look/shop', { name: form.name }, draft));
  });
  const save = async (): Promise<void> => {
    if (answer === null) return;
    const settings = { ...draft.settings, interface: answer.interface };
    const saved = await form.save({ ...draft, settings });
    if (saved !== null) onDone();
  };
  const change = (set: (text: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value);
    setAnswer(null);
  };
  return (
    <Question
      title={words.firstRun.whereShop}
      hint={words.firstRun.whereShopHint}
      onBack={onBack}
      onContinue={() => void (answer === null ? run() : save())}
      action={answer === null ? words.firstRun.connect : words.firstRun.continue}
      isBusy={isBusy || form.isBusy}
    >
      <Group align="start" gap="xl" wrap="wrap">
        <Stack flex="1 1 18rem" gap="sm">
          <TextInput
            label={words.firstRun.shopAddress}
            placeholder="https://"
            value={address}
            onChange={change(setAddress)}
            autoComplete="off"
            inputMode="url"
            error={form.faults['shopAddress']?.what}
          />
          <TextInput
            label={words.firstRun.username}
            value={username}
            onChange={change(setUsername)}
            autoComplete="off"
          />
          <PasswordInput
            label={words.firstRun.secret}
            description={isKept ? words.firstRun.secretKept : words.firstRun.passwordHint}
            value={secret}
            onChange={change(setSecret)}
            autoComplete="new-password"
          />
        </Stack>
        <SwitchOn />
      </Group>
      <FaultNote fault={fault ?? form.fault} />
      {answer === null ? null : <ShopProof answer={answer} />}
    </Question>
  );
}

/** What is to be switched on in the shop, in the shop's own words. */
function SwitchOn() {
  const { words } = usePage();
  const { switchOn, switchOnXml, switchOnRest, switchOnFeed, switchOnOwn } = words.firstRun;
  return (
    <div className="aside">
      <Text fw={600} size="sm" mb={4}>
        {switchOn}
      </Text>
      <List size="sm" spacing={4} c="dimmed">
        {[switchOnXml, switchOnRest, switchOnFeed, switchOnOwn].map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  );
}

function ShopProof({ answer }: { readonly answer: ShopAnswer }) {
  const { words } = usePage();
  const formats = useFormats();
  const { orderCount, productCount, newestOrders, orderCurrency } = answer.facts;
  const newest = newestOrders.at(-1);
  const facts = [
    orderCount === null ? null : formats.counted(orderCount, 'order'),
    newest === undefined ? null : fill(words.firstRun.latestOrder, { number: newest.number }),
    productCount === null ? null : formats.counted(productCount, 'product'),
    orderCurrency,
  ].filter((fact) => fact !== null);
  return (
    <>
      <Proof
        title={fill(words.firstRun.foundShop, { interface: INTERFACES[answer.interface] })}
        facts={facts}
      />
      {answer.chosenFault === null ? null : <Alert color="orange">{words.firstRun.otherInterface}</Alert>}
    </>
  );
}
