-- Shop and warehouse as a profile met them when it last ran (Q3): its settings of that run, the mark that it left in the
-- warehouse, and the version of the database.
CREATE TABLE pairs (
    profile_id INTEGER PRIMARY KEY,
    settings TEXT NOT NULL,
    mark TEXT,
    database_version TEXT
) STRICT;

-- Of a removed row: whose former pair it holds. Null for a profile that a person has removed.
ALTER TABLE profiles ADD COLUMN shelf_of INTEGER;
