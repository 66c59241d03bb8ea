import { Card, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { WordRow } from '../../../src/api/words.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';
import { usePage } from '../../context.ts';
import { numbered, useFormats } from '../../formats.ts';
import { Meaning } from './meaning.tsx';
import type { Decide } from './meaning.tsx';

const NARROW = '(max-width: 48em)';
/** Orders that show how the shop reckons are many: the newest say enough. */
const MOST_EXAMPLES = 3;

interface WordsProps {
  /** What they have in common, for those who hear the page. */
  readonly label: string;
  readonly shown: readonly WordRow[];
  readonly decide: Decide;
}

/** Words with what they mean; those of which nothing can be chosen without it. On a phone each is a card. */
export function WordList(props: WordsProps) {
  const View = useMediaQuery(NARROW, matchMedia(NARROW).matches) ? WordCards : WordTable;
  return <View {...props} />;
}

/** Nothing has to be pushed aside to be read. */
function WordCards({ label, shown, decide }: WordsProps) {
  const { words } = usePage();
  const formats = useFormats();
  return (
    <Stack gap="sm" component="ul" className="word-cards" aria-label={label}>
      {shown.map((word) => (
        <Card key={`${word.kind} ${word.word}`} component="li" withBorder padding="sm">
          <Text fw={600}>{word.shown === '' ? '–' : word.shown}</Text>
          <Text size="xs" c="dimmed" mb={word.choices.length === 0 ? 0 : 'xs'}>
            {[
              word.kindLabel,
              `${words.shopWords.timesMet}: ${formats.count(word.count)}`,
              exampleOf(word, words),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </Text>
          {word.choices.length === 0 ? null : <Meaning word={word} decide={decide} />}
        </Card>
      ))}
    </Stack>
  );
}

function WordTable({ label, shown, decide }: WordsProps) {
  const { words } = usePage();
  const formats = useFormats();
  const hasMeaning = shown.some(({ choices }) => choices.length > 0);
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={label}>
      <Table layout="fixed" miw="56rem">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.shopWords.word}</Table.Th>
            {hasMeaning ? <Table.Th w="17.5rem">{words.shopWords.meaning}</Table.Th> : null}
            <Table.Th w="9rem">{words.everywhere.type}</Table.Th>
            <Table.Th w="5.5rem" ta="right">
              {words.shopWords.timesMet}
            </Table.Th>
            <Table.Th w="11.5rem">{words.shopWords.lastSeen}</Table.Th>
            <Table.Th w="7rem">{words.shopWords.example}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((word) => (
            <Table.Tr key={`${word.kind} ${word.word}`}>
              <Table.Td className="cell-wrap">{word.shown === '' ? '–' : word.shown}</Table.Td>
              {hasMeaning ? (
                <Table.Td>
                  <Meaning word={word} decide={decide} />
                </Table.Td>
              ) : null}
              <Table.Td className="cell-wrap">{word.kindLabel}</Table.Td>
              <Table.Td ta="right">{formats.count(word.count)}</Table.Td>
              <Table.Td className="figure">{formats.moment(word.lastSeen)}</Table.Td>
              <Table.Td>{exampleOf(word, words)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** One order, or the newest that show how the shop reckons. */
function exampleOf({ example, shownBy }: WordRow, words: PageWords): string {
  const orders = shownBy.length > 0 ? shownBy : example === 0 ? [] : [example];
  return orders
    .toSorted((left, right) => right - left)
    .slice(0, MOST_EXAMPLES)
    .map((order) => numbered(order, words))
    .join(', ');
}
