interface LoginFailureTable {
  readonly who: string;
  readonly tries: number;
  readonly last_ms: number;
}

interface LoginLinkTable {
  readonly token_hash: string;
  readonly account_id: number;
  readonly until_ms: number;
}

/** The tables of what keeps the door of the page. */
export interface EntrySchema {
  readonly login_failures: LoginFailureTable;
  readonly login_links: LoginLinkTable;
}
