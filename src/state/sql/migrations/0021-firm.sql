-- What an account knows of its person, and its second factor: the sealed secret, and the last step of 30 seconds whose
-- code was used, so that none is used twice. `must_change`: its password was made by somebody else.
ALTER TABLE accounts ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN factor BLOB;
ALTER TABLE accounts ADD COLUMN factor_step INTEGER NOT NULL DEFAULT 0;
CREATE TABLE recovery_codes (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, code_hash)
) STRICT, WITHOUT ROWID;

-- By what a person knows a browser of his again.
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Who changed what, and when. The profile's name as it was then: the log outlives it. Survives a restore.
CREATE TABLE setting_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    profile TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    value_before TEXT,
    value_after TEXT
) STRICT;
CREATE INDEX ix_setting_changes_profile ON setting_changes (profile, at);

-- What is set for the whole program, as JSON by its name.
CREATE TABLE program_values (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- The last day that was told by mail, so that none is told twice. Never restored from a backup.
CREATE TABLE digests (
    profile_id INTEGER PRIMARY KEY,
    day TEXT NOT NULL
) STRICT;
