import { Anchor, Button, NumberInput, PasswordInput, Skeleton, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReportLine } from '../../../src/api/reports.ts';
import { fill } from '../../../src/texts/fill.ts';
import { useAction, useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { linkTo } from '../../route.ts';
import { FormCard } from './form-card.tsx';

const PATH = '/api/reporting/line';
const MINUTES = 5;
const MINUTES_OF_A_DAY = 1440;

/** Where this installation tells how it stands: a page of its accountant, or of whoever looks after it. */
export function ReportLineSection() {
  const { value, fault, reload } = useAnswer(PATH, {});
  if (value === null) return fault === null ? <Skeleton h={240} /> : <FaultNote fault={fault} />;
  return (
    <>
      <LineForm line={value.line} onChanged={reload} />
      <WatchedShops />
    </>
  );
}

/** The other end of the line: whoever looks after shops of others begins here. */
function WatchedShops() {
  const { words } = usePage();
  return (
    <Anchor href={linkTo('reporting')} size="sm" mt="md">
      {words.firm.watchShops}
    </Anchor>
  );
}

function LineForm(props: { readonly line: ReportLine['line']; readonly onChanged: () => Promise<void> }) {
  const { api, words } = usePage();
  const { line, onChanged } = props;
  const [address, setAddress] = useState(line?.address ?? '');
  const [token, setToken] = useState('');
  const [everyMinutes, setEvery] = useState(line?.everyMinutes ?? MINUTES);
  const [isStopping, setIsStopping] = useState(false);
  const save = useAction(async () => {
    await api.tell('put', PATH, {}, { address, everyMinutes, token: token === '' ? null : token });
    setToken('');
    await onChanged();
  });
  return (
    <>
      <FormCard
        title={words.firm.reportTitle}
        hint={words.firm.reportWhat}
        action={save}
        button={line === null ? words.firm.reportStart : words.everywhere.save}
        isFirst
        note={line === null ? null : <LineStanding line={line} />}
        after={
          line === null ? null : (
            <Button variant="subtle" c="red" onClick={() => setIsStopping(true)}>
              {words.firm.reportStop}
            </Button>
          )
        }
      >
        <TextInput
          label={words.firm.reportAddress}
          description={words.firm.reportAddressHint}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          inputMode="url"
          autoComplete="off"
          required
        />
        <PasswordInput
          label={words.firm.reportToken}
          description={line === null ? words.firm.reportTokenHint : words.firm.reportTokenKept}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          autoComplete="off"
          required={line === null}
          visibilityToggleButtonProps={{ 'aria-label': words.everywhere.showTyped }}
        />
        <NumberInput
          label={words.firm.reportEvery}
          value={everyMinutes}
          onChange={(minutes) => setEvery(Number(minutes))}
          min={1}
          max={MINUTES_OF_A_DAY}
          allowDecimal={false}
          hideControls
        />
      </FormCard>
      {isStopping ? (
        <ConfirmDialog
          title={words.firm.reportStop}
          action={words.firm.reportStop}
          isLoss
          onAction={async () => {
            await api.tell('delete', PATH, {});
            setAddress('');
            await onChanged();
          }}
          onClose={() => setIsStopping(false)}
        >
          {words.firm.reportStopHint}
        </ConfirmDialog>
      ) : null}
    </>
  );
}

/** What came of the last report. */
function LineStanding({ line }: { readonly line: NonNullable<ReportLine['line']> }) {
  const { words } = usePage();
  const formats = useFormats();
  const last = line.answeredAt;
  return (
    <>
      <Text size="sm" c="dimmed" mt="sm">
        {last === null ? words.firm.reportNever : fill(words.firm.reportLast, { at: formats.moment(last) })}
      </Text>
      <FaultNote fault={line.fault} />
    </>
  );
}
