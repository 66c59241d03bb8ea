-- The shop's own words with what they mean here; a meaning is a person's, or proven by an order's sums.
CREATE TABLE words (
  profile_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  example INTEGER NOT NULL,
  meaning TEXT,
  source TEXT,
  PRIMARY KEY (profile_id, kind, word)
) STRICT, WITHOUT ROWID;
