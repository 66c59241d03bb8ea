import type { GoodId } from '../../model/good.ts';
import type { ProductId } from '../../model/product.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../read-number.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';

function readId(name: string, text: string): number {
  return wholeNumber(name, text, { missing: 0, most: Number.MAX_SAFE_INTEGER });
}

/** Gives a product to a good by hand: what a key cannot decide, a person can (E4). */
export async function linkCommand(
  session: CliSession,
  what: { readonly profile: string; readonly good: string; readonly product: string },
): Promise<number> {
  const [good, product] = [readId('good', what.good), readId('product', what.product)];
  return withApp(session, async (app) => {
    await app.link(what.profile, good as GoodId, product as ProductId);
    if (session.isJson) session.printJson({ good, product });
    else session.print(fill(session.texts.phrases['links.linked'], { good, product }));
    return EXIT.done;
  });
}

/** Forgets which product a good has; neither side is changed. */
export async function unlinkCommand(
  session: CliSession,
  what: { readonly profile: string; readonly good: string },
): Promise<number> {
  const good = readId('good', what.good);
  return withApp(session, async (app) => {
    await app.unlink(what.profile, good as GoodId);
    if (session.isJson) session.printJson({ good });
    else session.print(fill(session.texts.phrases['links.unlinked'], { good }));
    return EXIT.done;
  });
}
