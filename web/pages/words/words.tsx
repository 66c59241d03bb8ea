import { Card, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useAnswer } from '../../answers.ts';
import { useState } from 'react';
import { serverPath } from '../../api.ts';
import type { Fault } from '../../api.ts';
import { asFault, usePage } from '../../context.ts';
import { numbered, useFormats } from '../../formats.ts';
import type { Choices } from '../../parts/choices.ts';
import { FaultNote } from '../../parts/fault-note.tsx';
import type { WordRow } from '../../../src/api/words.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';

const NARROW = '(max-width: 48em)';

/** The meanings to choose from; the likeliest is marked, and without a choice nothing is decided. */
function MeaningChoice({
  word,
  decide,
}: {
  readonly word: WordRow;
  readonly decide: (meaning: string) => void;
}) {
  const { words } = usePage();
  if (word.choices.length === 0) return null;
  const options = word.choices.map(({ value, label }) => ({
    value,
    label:
      word.inUse === null && word.proposed === value ? `${label} – ${words.shopWords.wordProposed}` : label,
  }));
  return (
    <NativeSelect
      aria-label={`${word.kindLabel} „${word.shown}“`}
      value={word.inUse ?? ''}
      data={word.inUse === null ? [{ value: '', label: words.shopWords.wordUnknown }, ...options] : options}
      onChange={(event) => decide(event.currentTarget.value)}
    />
  );
}

/** The shop's own words: what was met, how often, in which order, and what it means here. */
export function WordsPage({ name }: { readonly name: string }) {
  const { api, words, session } = usePage();
  const { value, fault, reload } = useAnswer('/api/profiles/{name}/words', { name });
  const offered = useAnswer('/api/profiles/{name}/choices', { name });
  const [problem, setProblem] = useState<Fault | null>(null);
  const isOwner = session?.account.role === 'owner';
  const View = useMediaQuery(NARROW, matchMedia(NARROW).matches) ? WordCards : WordTable;
  const decide = async ({ kind, word }: WordRow, meaning: string): Promise<void> => {
    try {
      await api.send('PUT', `${serverPath(name)}/words`, { kind, word, meaning });
      setProblem(null);
      await reload();
    } catch (error) {
      setProblem(asFault(error, words));
    }
  };
  const known = (value ?? []).map((word) => withPaymentTypes(word, offered.value));
  const shown = known.toSorted(
    (left, right) => Number(isOpen(right)) - Number(isOpen(left)) || (left.kind < right.kind ? -1 : 1),
  );
  return (
    <Stack>
      <FaultNote fault={problem ?? fault} />
      <Text size="sm">{words.shopWords.wordsHint}</Text>
      {value?.length === 0 ? <Text>{words.shopWords.noWords}</Text> : null}
      {shown.length === 0 ? null : (
        <View shown={shown} decide={isOwner ? (word, meaning) => void decide(word, meaning) : null} />
      )}
    </Stack>
  );
}

interface WordsProps {
  readonly shown: readonly WordRow[];
  /** Null for whoever may only look. */
  readonly decide: ((word: WordRow, meaning: string) => void) | null;
}

/** What a word means here: the owner chooses, others read; a dash where nothing follows from it. */
function Meaning({ word, decide }: { readonly word: WordRow; readonly decide: WordsProps['decide'] }) {
  if (word.choices.length === 0) return '–';
  if (decide === null) return word.choices.find((choice) => choice.value === word.inUse)?.label ?? '–';
  return <MeaningChoice word={word} decide={(meaning) => decide(word, meaning)} />;
}

/** On a phone each word is a card: nothing has to be pushed aside to be read. */
function WordCards({ shown, decide }: WordsProps) {
  const { words } = usePage();
  const formats = useFormats();
  return (
    <Stack gap="sm" component="ul" className="word-cards">
      {shown.map((word) => (
        <Card key={`${word.kind} ${word.word}`} component="li" withBorder padding="sm">
          <Text fw={600}>{word.shown === '' ? '–' : word.shown}</Text>
          <Text size="xs" c="dimmed" mb="xs">
            {[
              word.kindLabel,
              `${words.shopWords.timesMet}: ${formats.count(word.count)}`,
              exampleOf(word, words),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </Text>
          <Meaning word={word} decide={decide} />
        </Card>
      ))}
    </Stack>
  );
}

function WordTable({ shown, decide }: WordsProps) {
  const { words } = usePage();
  const formats = useFormats();
  const headings = [
    words.shopWords.word,
    words.shopWords.meaning,
    words.everywhere.type,
    words.shopWords.timesMet,
    words.shopWords.lastSeen,
    words.shopWords.example,
  ];
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words.shell.words}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {headings.map((heading) => (
              <Table.Th key={heading}>{heading}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((word) => (
            <Table.Tr key={`${word.kind} ${word.word}`}>
              <Table.Td className="cell-wrap" miw={140}>
                {word.shown === '' ? '–' : word.shown}
              </Table.Td>
              <Table.Td miw={230}>
                <Meaning word={word} decide={decide} />
              </Table.Td>
              <Table.Td>{word.kindLabel}</Table.Td>
              <Table.Td>{formats.count(word.count)}</Table.Td>
              <Table.Td>{formats.moment(word.lastSeen)}</Table.Td>
              <Table.Td>{exampleOf(word, words)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Orders that show how the shop reckons are many: the newest say enough. */
const MOST_EXAMPLES = 3;

/** One order, or the newest that show how the shop reckons. */
function exampleOf({ example, shownBy }: WordRow, words: PageWords): string {
  const orders = shownBy.length > 0 ? shownBy : example === 0 ? [] : [example];
  return orders
    .toSorted((left, right) => right - left)
    .slice(0, MOST_EXAMPLES)
    .map((order) => numbered(order, words))
    .join(', ');
}

/** A payment module is one of the warehouse's ways of payment. */
function withPaymentTypes(word: WordRow, offered: Choices | null): WordRow {
  if (word.kind !== 'payment' || offered === null) return word;
  const choices = offered.paymentTypes.map(({ id, name }) => ({ value: String(id), label: name }));
  return { ...word, choices };
}

/** Nothing waits for these: a way of payment is guessed, and of a label of availability nothing follows. */
const WITHOUT_ANSWER = ['payment', 'availability', 'listing'];

/** Somebody has to say what it means. */
function isOpen(word: WordRow): boolean {
  return !WITHOUT_ANSWER.includes(word.kind) && word.choices.length > 0 && word.inUse === null;
}
