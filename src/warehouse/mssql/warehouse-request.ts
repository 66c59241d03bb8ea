import { Request, TYPES } from 'tedious';

/** Lengths that texts are declared with: by their own every length would be a statement of its own. */
const LENGTHS = [50, 255, 4000] as const;

/**
 * A request whose parameters have few types. The server keeps a plan for each text of a statement, and the
 * types of its parameters are part of that text: as the driver has it, a buyer's name of 17 letters and one of
 * 18, a quantity of 2 and one of 2.5 would be compiled anew. What is inserted goes as float, which every
 * column of numbers takes; what is compared stays a whole number, or no index would serve.
 */
export class WarehouseRequest extends Request {
  override addParameter(
    name: string,
    type: Parameters<Request['addParameter']>[1],
    value: unknown,
    options?: Parameters<Request['addParameter']>[3],
  ): void {
    const isInsert = /^\s*insert\b/i.test(this.sqlTextOrProcedure ?? '');
    if (type === TYPES.NVarChar) {
      const needed = typeof value === 'string' ? value.length : 0;
      const length = LENGTHS.find((known) => known >= needed);
      super.addParameter(name, type, value, length === undefined ? options : { ...options, length });
    } else super.addParameter(name, isInsert && type === TYPES.Int ? TYPES.Float : type, value, options);
  }
}
