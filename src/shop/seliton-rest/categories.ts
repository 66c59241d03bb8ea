import { SyncError } from '../../model/sync-error.ts';
import type { CategoryPath } from '../../model/product.ts';
import { readAscending } from './read-list.ts';
import type { ListRequest } from './read-page.ts';
import type { RestClient } from './rest-client.ts';
import { isRefusal, refusedRecord } from './rest-errors.ts';
import { categorySchema, textIn } from './wire.ts';

const LIST: ListRequest = {
  plural: 'categories',
  idField: 'categoryId',
  fields: ['categoryId', 'categoryName', 'categoryParentID'],
  pageSize: 100,
};

function key(parent: number | null, name: string): string {
  return `${parent ?? 0} ${name}`;
}

/** The categories that the shop has. */
interface CategoryTree {
  /** Numbers by the place in the tree; of twins at one place, the first. */
  readonly byPlace: Map<string, number>;
  readonly ids: Set<number>;
}

/**
 * Categories of the shop by their numbers and by their place in the tree; missing ones are made, each looked
 * up before it is (section 2, "categories").
 */
export class Categories {
  readonly #client: RestClient;
  readonly #language: string;
  #tree: Promise<CategoryTree> | null = null;
  #making: Promise<unknown> = Promise.resolve();

  constructor(client: RestClient, language: string) {
    this.#client = client;
    this.#language = language;
  }

  /**
   * The number of a category: the one that is remembered, as long as the shop has it, whatever it is called
   * by now; else that at the end of the path. Null when it is not there and may not be made.
   */
  async idOf(
    { path, id }: { readonly path: CategoryPath; readonly id: number | null },
    mayMake: boolean,
    signal: AbortSignal,
  ): Promise<number | null> {
    // One after the other: two goods of a new group must not make it twice.
    const work = this.#making.then(async () => {
      const { ids } = await (this.#tree ??= this.#read(signal));
      return id !== null && ids.has(id) ? id : this.#walk(path, mayMake, signal);
    });
    this.#making = work.catch(() => undefined);
    return work;
  }

  async #walk(path: CategoryPath, mayMake: boolean, signal: AbortSignal): Promise<number | null> {
    let parent: number | null = null;
    for (const name of path) {
      const tree: CategoryTree = await (this.#tree ??= this.#read(signal));
      const known: number | undefined = tree.byPlace.get(key(parent, name));
      if (known === undefined && !mayMake) return null;
      const id: number = known ?? (await this.#make(parent, name, signal));
      tree.byPlace.set(key(parent, name), id);
      tree.ids.add(id);
      parent = id;
    }
    return parent;
  }

  async #read(signal: AbortSignal): Promise<CategoryTree> {
    const tree: CategoryTree = { byPlace: new Map(), ids: new Set() };
    for await (const page of readAscending(this.#client, LIST, { after: 0, startOffset: 0, signal })) {
      for (const record of page) {
        const parsed = categorySchema.safeParse(record);
        if (!parsed.success) continue;
        const { categoryId, categoryName, categoryParentID } = parsed.data;
        tree.ids.add(categoryId);
        const place = key(categoryParentID, textIn(categoryName, this.#language));
        if (!tree.byPlace.has(place)) tree.byPlace.set(place, categoryId);
      }
    }
    return tree;
  }

  async #make(parent: number | null, name: string, signal: AbortSignal): Promise<number> {
    const body = {
      categoryName: { [this.#language]: name },
      ...(parent === null ? {} : { categoryParentID: parent }),
    };
    try {
      const answer = await this.#client.call(
        { method: 'POST', path: 'categories/', body, kind: 'create', what: name },
        signal,
      );
      const parsed = categorySchema.safeParse(answer.body);
      if (!isRefusal(answer) && parsed.success) return parsed.data.categoryId;
      throw refusedRecord('shop.category.refused', { category: name }, answer);
    } catch (error) {
      if (!(error instanceof SyncError) || error.kind !== 'uncertain') throw error;
      // Nobody knows whether it was made: the shop is asked before anything is sent again.
      const tree = await this.#read(signal);
      this.#tree = Promise.resolve(tree);
      const id = tree.byPlace.get(key(parent, name));
      if (id === undefined) throw error;
      return id;
    }
  }
}
