import type { App, ExplainedWord, WordDecision } from '../../app/app.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatDate } from '../../texts/format.ts';
import { fill, wordMeaningText, wordText } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';

/**
 * `kind:word=meaning`: the word may hold any sign but stands between the first colon and the last equals
 * sign.
 */
function readDecision(text: string): WordDecision {
  const [colon, equals] = [text.indexOf(':'), text.lastIndexOf('=')];
  if (colon <= 0 || equals < colon)
    throw new SyncError('settings.badValue', { key: '--set', value: text, expected: 'kind:word=meaning' });
  return {
    kind: text.slice(0, colon).trim(),
    word: text.slice(colon + 1, equals),
    meaning: text.slice(equals + 1).trim(),
  };
}

/** What a word means, for people: who says so, or what it may be. */
function meaningText({ texts }: CliSession, word: ExplainedWord): string {
  const { inUse, proposed, source, shownBy } = word;
  if (word.choices.length === 0 && inUse === null) return '';
  if (inUse !== null) {
    const by = texts.phrases[source === null ? 'words.byList' : (`words.by.${source}` as const)];
    const facts = {
      by,
      count: shownBy.length,
      orders: shownBy.map((number) => fill(texts.notes.numbered, { number })).join(', '),
    };
    const told =
      source === 'arithmetic' && shownBy.length > 0 ? fill(texts.phrases['words.shownBy'], facts) : by;
    return `${wordMeaningText(texts, inUse)} (${told})`;
  }
  return proposed === null
    ? texts.phrases['words.unknown']
    : fill(texts.phrases['words.proposed'], { meaning: wordMeaningText(texts, proposed) });
}

function print(session: CliSession, words: readonly ExplainedWord[]): void {
  const { texts, language } = session;
  if (words.length === 0) session.print(texts.phrases['words.none']);
  const rows = words.map((word) => [
    `${texts.wordKinds[word.kind]} [${word.kind}]`,
    plainText(word.word === '' ? texts.phrases.empty : wordText(texts, word)),
    String(word.count),
    formatDate(word.lastSeen, language),
    word.example === 0 ? '' : String(word.example),
    meaningText(session, word),
  ]);
  const columns = [
    // Whoever gives a word its meaning types the kind's own name.
    { heading: texts.phrases['column.type'], isWhole: true },
    { heading: texts.phrases['column.word'] },
    { heading: texts.phrases['column.timesMet'], isNumber: true },
    { heading: texts.phrases['column.lastSeen'], isWhole: true },
    { heading: texts.phrases['column.example'], isNumber: true },
    { heading: texts.phrases['column.meaning'] },
  ];
  session.printTable(columns, rows);
}

async function decideAll(app: App, name: string, decisions: readonly WordDecision[]): Promise<void> {
  for (const decision of decisions) await app.decideWord(name, decision);
}

/** The words of a profile's shop with their meanings; `set` gives meanings first. */
export async function wordsCommand(
  session: CliSession,
  name: string,
  options: { readonly set?: readonly string[] },
): Promise<number> {
  const decisions = (options.set ?? []).map(readDecision);
  return withApp(session, async (app) => {
    await decideAll(app, name, decisions);
    const words = await app.words(name);
    if (session.isJson) for (const word of words) session.printJson(word);
    else print(session, words);
    return EXIT.done;
  });
}
