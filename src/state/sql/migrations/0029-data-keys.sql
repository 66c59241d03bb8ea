-- Keys that seal secrets (S22), each wrapped by a master key that is kept elsewhere; while the master key is changed, by
-- the former and by the next one. A profile has a name of its own that it keeps wherever it is moved to: its secrets are
-- bound to it. Profiles that are there already get theirs when the memory is opened.
CREATE TABLE data_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key_id TEXT NOT NULL,
    master TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    UNIQUE (key_id, master)
) STRICT;
ALTER TABLE profiles ADD COLUMN uuid TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX profiles_by_uuid ON profiles (uuid) WHERE uuid <> '';
