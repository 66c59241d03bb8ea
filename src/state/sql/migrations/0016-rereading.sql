-- Orders that are imported and not final are read again in turn: the last one that was.
ALTER TABLE profiles ADD COLUMN reread_to INTEGER NOT NULL DEFAULT 0;
