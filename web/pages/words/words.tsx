import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { WordRow } from '../../../src/api/words.ts';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { useAnswer } from '../../answers.ts';
import { asFault, usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import type { Choices } from '../../parts/choices.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNote } from '../../parts/fault-note.tsx';
import { PlaceSkeleton } from '../../parts/place-skeleton.tsx';
import { isOpen } from './meaning.tsx';
import type { Decide } from './meaning.tsx';
import { WordList } from './word-list.tsx';

/** The shop's own words: what was met, how often, in which order, and what it means here. */
export function WordsPage({ name }: { readonly name: string }) {
  const { api, words, may } = usePage();
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/words', { name });
  const offered = useAnswer(
    '/api/profiles/{name}/choices',
    may('get /api/profiles/{name}/choices') ? { name } : null,
  );
  const [problem, setProblem] = useState<Fault | null>(null);
  const decide = async ({ kind, word }: WordRow, meaning: string): Promise<void> => {
    try {
      await api.send('PUT', `${serverPath(name)}/words`, { kind, word, meaning });
      setProblem(null);
      await reload();
    } catch (error) {
      setProblem(asFault(error, words));
    }
  };
  const mayDecide = may('put /api/profiles/{name}/words');
  return (
    <Stack>
      <FaultNote fault={problem ?? fault} />
      {value === null && fault === null ? <PlaceSkeleton /> : null}
      {value?.length === 0 ? <EmptyState icon="words" text={words.shopWords.noWords} /> : null}
      {value === null || value.length === 0 ? null : (
        <WordGroups
          all={value.map((word) => withPaymentTypes(word, offered.value))}
          decide={mayDecide ? (word, meaning) => void decide(word, meaning) : null}
        />
      )}
    </Stack>
  );
}

/** What waits for a meaning first, then what is worked with; what nothing follows from is folded. */
function WordGroups({ all, decide }: { readonly all: readonly WordRow[]; readonly decide: Decide }) {
  const { words } = usePage();
  const formats = useFormats();
  const { wordsHint, waiting, waitingHint, inUse, informative } = words.shopWords;
  const byKind = all.toSorted((left, right) =>
    left.kind < right.kind ? -1 : left.kind > right.kind ? 1 : 0,
  );
  const open = byKind.filter(isOpen);
  const used = byKind.filter((word) => word.choices.length > 0 && !isOpen(word));
  const told = byKind.filter(({ choices }) => choices.length === 0);
  return (
    <>
      <Text size="sm">{wordsHint}</Text>
      {open.length === 0 ? null : (
        <section>
          <Title order={2} size="h4">
            {waiting} · {formats.count(open.length)}
          </Title>
          <Text size="sm" c="orange" mb="xs">
            {waitingHint}
          </Text>
          <WordList label={waiting} shown={open} decide={decide} />
        </section>
      )}
      {used.length === 0 ? null : (
        <section>
          <Title order={2} size="h4" mb="xs">
            {inUse}
          </Title>
          <WordList label={inUse} shown={used} decide={decide} />
        </section>
      )}
      {told.length === 0 ? null : (
        <details>
          <summary>
            {informative} · {formats.count(told.length)}
          </summary>
          <WordList label={informative} shown={told} decide={decide} />
        </details>
      )}
    </>
  );
}

/** A payment module is one of the warehouse's ways of payment. */
function withPaymentTypes(word: WordRow, offered: Choices | null): WordRow {
  if (word.kind !== 'payment' || offered === null) return word;
  const choices = offered.paymentTypes.map(({ id, name }) => ({ value: String(id), label: name }));
  return { ...word, choices };
}
