import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { AttentionRow } from '../../../src/api/attention.ts';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';
import { linkTo } from '../../route.ts';
import { ImportFromHere } from './import-from-here.tsx';
import { PairQuestion } from './pair-question.tsx';
import { toldHere } from '../remedy.ts';

/** Where there is nothing to answer, but a setting to change. */
const SHARED = ['pair.shop.otherProfile', 'pair.shop.toldAddress', 'pair.shop.sharedImport'];

/** True for what is asked here: on the attention list it need not stand a second time. */
export function isQuestion(subject: string): boolean {
  return subject === 'pair' || subject === 'orders:numbering';
}

/**
 * What a person has to say before anything goes on, whoever has met it (a run, a schedule, a test, a preview,
 * the terminal): above all else that waits for him, until it is said.
 */
export function Questions({ name }: { readonly name: string }) {
  const { value, reload } = useAnswer('/api/profiles/{name}/questions', { name });
  const [told, setTold] = useState('');
  const answered = async (words: string): Promise<void> => {
    setTold(words);
    await reload();
  };
  const standing = value ?? [];
  if (standing.length === 0 && told === '') return null;
  return (
    <Stack gap="sm" mb="sm">
      {told === '' || standing.length > 0 ? null : <Alert color="green" title={told} role="status" />}
      {standing.map((asked) =>
        asked.subject === 'orders:numbering' ? (
          <ImportFromHere key={asked.subject} name={name} asked={asked} onDone={answered} />
        ) : SHARED.includes(asked.code) ? (
          <SharedShop key={asked.subject} name={name} asked={asked} />
        ) : (
          <PairQuestion key={asked.subject} name={name} asked={asked} onAnswered={answered} />
        ),
      )}
    </Stack>
  );
}

/** Two servers would import one shop's orders: nothing to press, a setting to change. */
function SharedShop({ name, asked }: { readonly name: string; readonly asked: AttentionRow }) {
  const { words, may } = usePage();
  return (
    <Alert color="orange" title={asked.what} role="alert">
      <Text size="sm">{toldHere(asked.remedy)}</Text>
      {may('put /api/profiles/{name}') ? (
        <Anchor href={linkTo('server', name, 'settings')}>{words.shell.settings}</Anchor>
      ) : (
        <Text size="sm">{words.everywhere.ownerOnly}</Text>
      )}
    </Alert>
  );
}

/** That everything stands still until a person has answered: a line, and the way to where he does. */
export function QuestionLine({ name }: { readonly name: string }) {
  const { words } = usePage();
  const { value } = useAnswer('/api/profiles/{name}/questions', { name });
  const [first] = value ?? [];
  if (first === undefined) return null;
  return (
    <Alert color="orange" role="alert" p="sm">
      <Text size="sm">
        {words.questions.standsStill} {first.what}{' '}
        <Anchor size="sm" underline="always" href={linkTo('server', name, 'attention')}>
          {words.questions.answerNow}
        </Anchor>
      </Text>
    </Alert>
  );
}
