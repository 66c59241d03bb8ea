import { Text } from '@mantine/core';
import { useState } from 'react';
import type { AnswerRow } from '../../../src/api/attention.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import { Count, Moment } from '../../parts/values.tsx';

type Words = ReturnType<typeof usePage>['words'];

/** What was answered, by whom and when; fetched when somebody opens it. */
export function AnswerHistory({ name }: { readonly name: string }) {
  const { words } = usePage();
  const [isOpen, setOpen] = useState(false);
  const { value, fault } = useAnswer('/api/profiles/{name}/attention/answers', isOpen ? { name } : null);
  return (
    <details className="answers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.attention.history}</summary>
      <FaultNote fault={fault} />
      {value?.length === 0 ? <Text c="dimmed">{words.attention.noHistory}</Text> : null}
      <ul className="attention-rows">
        {(value ?? []).map((row) => (
          <li key={row.id}>
            <Text size="sm" c="dimmed">
              <Moment iso={row.at} /> · {row.who === '' ? words.attention.terminal : row.who}
            </Text>
            <Text size="sm" className="cell-wrap">
              {row.cause === null ? row.what : words.names.causes[row.cause]}
              {row.count === null ? null : (
                <>
                  {' '}
                  (<Count value={row.count} />)
                </>
              )}
              {row.cause === null && row.what === '' ? '' : ': '}
              {said(row, words)}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What was said, in words; of what somebody put aside, why. */
function said({ kind, answer }: AnswerRow, words: Words): string {
  switch (kind) {
    case 'again':
      return words.attention.saidAgain;
    case 'dismiss':
      return `${words.attention.saidDismiss} – ${answer}`;
    case 'show':
      return words.attention.saidShow;
    case 'missing':
      return words.attention.saidMissing;
    case 'pair':
    case 'word':
    case 'link':
    case 'order':
    case 'setting':
      return answer === '' ? '–' : answer;
  }
}
