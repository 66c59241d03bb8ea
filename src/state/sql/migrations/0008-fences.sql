-- A lease keeps its row when it is given back, so that its fence can grow and is never used again.
ALTER TABLE leases ADD COLUMN fence INTEGER NOT NULL DEFAULT 0;
-- What a run counted, as JSON: all that is left of a run that changed nothing.
ALTER TABLE runs ADD COLUMN counts TEXT;
