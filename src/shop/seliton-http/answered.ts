import { asSyncError } from '../../model/sync-error.ts';

/** A question with its answer, or the code of what came instead (`ShopAnswer`). */
interface Answered {
  readonly question: string;
  readonly text: string | null;
  readonly fault: string | null;
}

/** A question to a shop with what came of it: a fault is an answer too. Only a stop passes through. */
export async function answered(question: string, ask: () => Promise<string>): Promise<Answered> {
  try {
    return { question, text: await ask(), fault: null };
  } catch (error) {
    const { code, kind } = asSyncError(error);
    if (kind === 'cancelled') throw error;
    return { question, text: null, fault: code };
  }
}
