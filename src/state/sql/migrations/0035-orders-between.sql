-- When orders that were due were last let into a run that sent for long: their schedule counts from it as from a start of its own.
ALTER TABLE profiles ADD COLUMN orders_between_at TEXT;
