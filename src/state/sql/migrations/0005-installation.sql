-- Who this memory is: drawn once, never restored from a backup, so that two machines are never the same one.
CREATE TABLE installation (id TEXT NOT NULL) STRICT;
