-- Under which ways of reckoning the newest orders come to their totals: what tells how the shop reckons.
CREATE TABLE reckonings (
  profile_id INTEGER NOT NULL,
  order_number INTEGER NOT NULL,
  fits TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (profile_id, order_number)
) STRICT, WITHOUT ROWID;
