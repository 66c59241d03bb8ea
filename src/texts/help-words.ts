/** What may stand in `<…>` of a usage line. */
export type Placeholder =
  | 'address'
  | 'agent'
  | 'code'
  | 'command'
  | 'file'
  | 'folder'
  | 'format'
  | 'good'
  | 'host'
  | 'id'
  | 'key=value'
  | 'kind:word=meaning'
  | 'language'
  | 'level'
  | 'month'
  | 'n'
  | 'name'
  | 'name[=value]'
  | 'number'
  | 'numbers'
  | 'order'
  | 'port'
  | 'firm'
  | 'new'
  | 'account'
  | 'product'
  | 'role'
  | 'run'
  | 'schedule'
  | 'secret'
  | 'stage'
  | 'task'
  | 'text'
  | 'url'
  | 'way';

/** Words of `--help` and of what is told when the command line was typed wrongly. */
export interface HelpWords {
  /** `[options]` and `[command]` of a usage line. */
  readonly options: string;
  readonly command: string;
  readonly examples: string;
  readonly values: string;
  readonly byDefault: string;
  /** The profile and the months of examples. */
  readonly shop: string;
  readonly placeholders: Readonly<Record<Placeholder, string>>;
  readonly wrong: Readonly<
    Record<
      | 'unknownCommand'
      | 'unknownOption'
      | 'missingArgument'
      | 'optionMissingArgument'
      | 'excessArguments'
      | 'nothingAsked'
      | 'other'
      | 'perhaps'
      | 'oneOf',
      string
    >
  >;
}
