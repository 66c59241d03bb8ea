/** One element: names without their namespace prefix, every text as text, entities resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The element's own text, its children's left out; blanks kept. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}
