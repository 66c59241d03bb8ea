-- Shops that tell this page how they stand (docs/reporting.md). Of a token a hash is kept; `sender` is the installation
-- that uses it, '' as long as none has; `sequence` is of its newest report; `told_at`: somebody was told of its silence.
CREATE TABLE reported_shops (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    token_hash TEXT UNIQUE,
    created_at TEXT NOT NULL,
    sender TEXT NOT NULL DEFAULT '',
    sequence INTEGER NOT NULL DEFAULT 0,
    heard_at TEXT,
    every_minutes INTEGER NOT NULL DEFAULT 5,
    version TEXT NOT NULL DEFAULT '',
    told_at TEXT
) STRICT;
CREATE TABLE reported_profiles (
    shop_id INTEGER NOT NULL REFERENCES reported_shops (id) ON DELETE CASCADE,
    profile INTEGER NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (shop_id, profile)
) STRICT, WITHOUT ROWID;
CREATE TABLE reported_runs (
    shop_id INTEGER NOT NULL REFERENCES reported_shops (id) ON DELETE CASCADE,
    profile INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    run TEXT NOT NULL,
    PRIMARY KEY (shop_id, profile, run_id)
) STRICT, WITHOUT ROWID;
-- Where this installation tells how it stands: one row, or none. `acknowledged`: by profile the last run that was taken.
CREATE TABLE report_line (
    name TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    token BLOB NOT NULL,
    every_minutes INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    acknowledged TEXT NOT NULL,
    answered_at TEXT,
    fault TEXT
) STRICT;
