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

/**
 * Categories of the shop by their place in the tree; missing ones are made, each looked up before it is
 * (section 2, "categories").
 */
export class Categories {
  readonly #client: RestClient;
  readonly #language: string;
  #index: Promise<Map<string, number>> | null = null;
  #making: Promise<unknown> = Promise.resolve();

  constructor(client: RestClient, language: string) {
    this.#client = client;
    this.#language = language;
  }

  /** Id of the category at the end of a path; null when it is not there and may not be made. */
  async idOf(path: CategoryPath, mayMake: boolean, signal: AbortSignal): Promise<number | null> {
    // One after the other: two goods of a new group must not make it twice.
    const work = this.#making.then(() => this.#walk(path, mayMake, signal));
    this.#making = work.catch(() => undefined);
    return work;
  }

  async #walk(path: CategoryPath, mayMake: boolean, signal: AbortSignal): Promise<number | null> {
    let parent: number | null = null;
    for (const name of path) {
      const index: Map<string, number> = await (this.#index ??= this.#read(signal));
      const known: number | undefined = index.get(key(parent, name));
      if (known === undefined && !mayMake) return null;
      const id: number = known ?? (await this.#make(parent, name, signal));
      index.set(key(parent, name), id);
      parent = id;
    }
    return parent;
  }

  async #read(signal: AbortSignal): Promise<Map<string, number>> {
    const index = new Map<string, number>();
    for await (const page of readAscending(this.#client, LIST, { after: 0, startOffset: 0, signal })) {
      for (const record of page) {
        const parsed = categorySchema.safeParse(record);
        if (!parsed.success) continue;
        const { categoryId, categoryName, categoryParentID } = parsed.data;
        const place = key(categoryParentID, textIn(categoryName, this.#language));
        if (!index.has(place)) index.set(place, categoryId);
      }
    }
    return index;
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
      const index = await this.#read(signal);
      this.#index = Promise.resolve(index);
      const id = index.get(key(parent, name));
      if (id === undefined) throw error;
      return id;
    }
  }
}
