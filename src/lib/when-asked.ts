type Method = (...given: readonly unknown[]) => Promise<unknown>;

/**
 * A desk whose files are loaded when it is asked for the first time: a start that only reads the memory does
 * not wait for what works with the warehouse and the shop. `methods` names them all; each answers with a promise.
 */
export function whenAsked<Desk extends object>(
  methods: { readonly [Name in keyof Desk]: true },
  load: () => Promise<Desk>,
): Desk {
  let loading: Promise<Desk> | null = null;
  const methodOf =
    (name: string): Method =>
    async (...given) => {
      const desk = await (loading ??= load());
      return Reflect.apply(Reflect.get(desk, name) as Method, desk, given);
    };
  return Object.fromEntries(Object.keys(methods).map((name) => [name, methodOf(name)])) as Desk;
}
