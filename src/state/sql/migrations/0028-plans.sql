-- The plan of a profile that a person looks at, for every process that shows or carries it out: it outlives the one that
-- made it. A change has a row of its own. Never restored from a backup; gone when a buyer is forgotten, for it may name him.
CREATE TABLE plans (
    profile_id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    head TEXT NOT NULL
) STRICT;
CREATE TABLE plan_changes (
    profile_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    change TEXT NOT NULL,
    PRIMARY KEY (profile_id, ordinal)
) STRICT, WITHOUT ROWID;
