import { SyncError } from '../../model/sync-error.ts';
import { PAIR_ANSWERS } from '../../model/pair.ts';
import type { PairAnswer, PairQuestion } from '../../model/pair.ts';
import { pairError } from '../../model/pair-error.ts';
import { errorText } from '../../texts/text.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';

export type PairOptions = { readonly [Answer in PairAnswer]?: boolean };

/** Shows what is asked of a profile's shop and warehouse, or takes a person's answer. */
export async function pairCommand(session: CliSession, name: string, options: PairOptions): Promise<number> {
  const answer = answerOf(session, options);
  return withApp(session, async (app) => {
    if (answer === null) return tellQuestion(session, name, await app.pairs.look(name, session.signal));
    const { isFormer, question } = await app.pairs.answer(name, answer, session.signal);
    const { phrases } = session.texts;
    if (session.isJson) session.printJson({ type: 'pairAnswered', profile: name, answer, isFormer });
    else session.print(phrases[isFormer ? 'pair.former' : (`pair.${answer}` as const)]);
    return question === null ? EXIT.done : tellQuestion(session, name, question);
  });
}

function answerOf(session: CliSession, options: PairOptions): PairAnswer | null {
  const [answer = null, ...more] = PAIR_ANSWERS.filter((each) => options[each] === true);
  if (more.length > 0)
    throw new SyncError('cli.wrongUse', { message: session.texts.phrases['pair.oneAnswer'] });
  return answer;
}

function tellQuestion(session: CliSession, name: string, question: PairQuestion | null): number {
  if (session.isJson) session.printJson({ type: 'pair', profile: name, question });
  else if (question === null) session.print(session.texts.phrases['pair.known']);
  if (question === null) return EXIT.done;
  const error = pairError(question, name);
  const { what, remedy } = errorText(session.texts, error);
  if (!session.isJson) {
    session.print(plainText(what));
    session.print(remedy);
  }
  return exitCodeOf(error);
}
