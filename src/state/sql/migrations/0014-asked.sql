-- How far the warehouse was asked in turn for the documents of recorded orders, and when (Q1).
ALTER TABLE profiles ADD COLUMN asked_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE profiles ADD COLUMN asked_at TEXT;
