-- Wrong tries at passwords and codes, and links that sign in once: the same for every process that serves the page. Nothing
-- of it is restored from a backup.
CREATE TABLE login_failures (
    who TEXT PRIMARY KEY,
    tries INTEGER NOT NULL,
    last_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX login_failures_by_time ON login_failures (last_ms);
CREATE TABLE login_links (
    token_hash TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL,
    until_ms INTEGER NOT NULL
) STRICT;
